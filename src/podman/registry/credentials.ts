import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { JsonObject } from '../../lib/json.ts';
import { authFiles, fromEntry, readJson } from './auth-files.ts';
import { fromHelper } from './credential-helper.ts';

/** What a user has for a registry. */
export type Credentials =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** A token that the registry's login service takes in place of a password. */
  | { readonly kind: 'identity'; readonly token: string };

/**
 * What `podman login` or `docker login` left for a repository (`host/path`): the entry of the longest prefix in the first file
 * that has one. A file's credential helpers are asked before its own entries.
 */
export async function findCredentials(
  host: Host,
  repository: string,
  signal: AbortSignal,
): Promise<Credentials | undefined> {
  for (const file of authFiles(host)) {
    const content = await readJson(host, file);
    if (content === undefined) continue;
    const found = (await fromHelper(host, content, repository, signal)) ?? fromEntries(content, repository);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Names that an entry for a repository may have, best first. */
function namesFor(repository: string): readonly string[] {
  const parts = repository.split('/');
  const names = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
  const [registry = ''] = parts;
  const isHub = registry === 'docker.io';
  const hosts = isHub ? ['index.docker.io', 'registry-1.docker.io'] : [registry];
  const old = hosts.flatMap((name) => [
    name,
    `https://${name}`,
    `https://${name}/v1/`,
    `https://${name}/v2/`,
  ]);
  return [...names, ...old];
}

function fromEntries(content: JsonObject, repository: string): Credentials | undefined {
  const { auths } = content;
  if (!isJsonObject(auths)) return undefined;
  for (const name of namesFor(repository)) {
    const entry = Object.hasOwn(auths, name) ? auths[name] : undefined;
    const found = isJsonObject(entry) ? fromEntry(entry) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
