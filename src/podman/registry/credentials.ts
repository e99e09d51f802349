import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { JsonObject } from '../../lib/json.ts';

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

function authFiles({ env, homeDir, platform, uid }: Host): readonly string[] {
  const chosen = env['REGISTRY_AUTH_FILE'] ?? '';
  if (chosen !== '') return [chosen];
  const runtime = env['XDG_RUNTIME_DIR'] ?? (platform === 'linux' ? `/run/containers/${uid ?? 0}` : '');
  const config = env['XDG_CONFIG_HOME'] ?? '';
  const docker = env['DOCKER_CONFIG'] ?? '';
  return [
    ...(runtime === '' ? [] : [`${runtime}/containers/auth.json`]),
    `${config === '' ? `${homeDir}/.config` : config}/containers/auth.json`,
    `${docker === '' ? `${homeDir}/.docker` : docker}/config.json`,
  ];
}

async function readJson(host: Host, file: string): Promise<JsonObject | undefined> {
  try {
    const value: unknown = JSON.parse(await host.files.readText(file));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
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

function fromEntry({ auth, identitytoken, username, password }: JsonObject): Credentials | undefined {
  if (typeof identitytoken === 'string' && identitytoken !== '') {
    return { kind: 'identity', token: identitytoken };
  }
  if (typeof auth === 'string' && auth !== '') {
    const text = Buffer.from(auth, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    if (colon > 0) {
      // docker pads old entries with NULs.
      const written = text.slice(colon + 1).replace(/\0+$/, '');
      return { kind: 'password', user: text.slice(0, colon), password: written };
    }
  }
  if (typeof username !== 'string' || typeof password !== 'string' || username === '') return undefined;
  return { kind: 'password', user: username, password };
}

async function fromHelper(
  host: Host,
  { credHelpers, credsStore }: JsonObject,
  repository: string,
  signal: AbortSignal,
): Promise<Credentials | undefined> {
  const [registry = ''] = repository.split('/');
  const own = isJsonObject(credHelpers) ? credHelpers[registry] : undefined;
  const helper = own ?? credsStore;
  if (typeof helper !== 'string' || !/^[\w.-]+$/.test(helper)) return undefined;
  const program = `docker-credential-${helper}`;
  if ((await host.processes.find(program)) === undefined) return undefined;
  const servers = registry === 'docker.io' ? ['https://index.docker.io/v1/', registry] : [registry];
  for (const input of servers) {
    const { exitCode, stdout } = await host.processes.run(program, ['get'], {
      input,
      signal,
      timeoutMs: 60_000,
    });
    const found = exitCode === 0 ? fromHelperAnswer(stdout) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function fromHelperAnswer(text: string): Credentials | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(answer)) return undefined;
  const { Username: user, Secret: secret } = answer;
  if (typeof user !== 'string' || typeof secret !== 'string' || secret === '') return undefined;
  return user === '<token>'
    ? { kind: 'identity', token: secret }
    : { kind: 'password', user, password: secret };
}
