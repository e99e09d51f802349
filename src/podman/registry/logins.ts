import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';
import { parseImageRef } from '../../model/image-ref.ts';
import { authFiles, fromEntry, readJson } from './auth-files.ts';
import { fromHelper, helperRegistries } from './credential-helper.ts';
import { findCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';

/** This machine's logins in the form in which an engine takes them: headers of a call, so that they are in no argument and no log. */
export interface Logins {
  /** For a pull or push. undefined: this machine has none, so that the engine uses its own. */
  readonly forImage: (image: string, signal: AbortSignal) => Promise<string | undefined>;
  /** All there are, as only the build finds out what it pulls. undefined: as above. */
  readonly forBuild: (signal: AbortSignal) => Promise<string | undefined>;
}

/** Reads logins when they are first needed, and each once. */
export function createLogins(host: Host): Logins {
  let written: Promise<ReadonlyMap<string, Credentials>> | undefined;
  let all: Promise<ReadonlyMap<string, Credentials>> | undefined;
  const images = new Map<string, Promise<Credentials | undefined>>();
  return {
    forImage: async (image, signal) => {
      const ref = parseImageRef(image);
      if (ref === undefined) return undefined;
      const repository = `${ref.registry}/${ref.repository}`;
      const asked = images.get(repository) ?? findCredentials(host, repository, signal);
      images.set(repository, asked);
      const own = await asked;
      // The engine keeps a token only when it comes alone.
      if (own?.kind === 'identity') return encoded(fieldsOf(own));
      // Mirrors and short names lead elsewhere, so the other logins go along: each is used for its own registry alone.
      const rest = await (written ??= entriesOf(host));
      return headerOf(own === undefined ? rest : new Map([...rest, [ref.registry, own]]));
    },
    forBuild: async (signal) => headerOf(await (all ??= everything(host, signal))),
  };
}

/** What the files hold themselves; of several for one registry the first file's counts. */
async function entriesOf(host: Host): Promise<ReadonlyMap<string, Credentials>> {
  const found = new Map<string, Credentials>();
  for (const file of authFiles(host)) {
    const auths = (await readJson(host, file))?.['auths'];
    if (!isJsonObject(auths)) continue;
    for (const [key, entry] of Object.entries(auths)) {
      const name = plainName(key);
      const credentials = isJsonObject(entry) ? fromEntry(entry) : undefined;
      if (credentials !== undefined && !found.has(name)) found.set(name, credentials);
    }
  }
  return found;
}

async function everything(host: Host, signal: AbortSignal): Promise<ReadonlyMap<string, Credentials>> {
  const found = new Map(await entriesOf(host));
  for (const file of authFiles(host)) {
    const content = await readJson(host, file);
    if (content === undefined) continue;
    const names = new Set((await helperRegistries(host, content, signal)).map(plainName));
    await Promise.all(
      [...names].map(async (name) => {
        const credentials = found.has(name) ? undefined : await fromHelper(host, content, name, signal);
        if (credentials !== undefined) found.set(name, credentials);
      }),
    );
  }
  return found;
}

/** docker writes addresses (`https://index.docker.io/v1/`) where Podman writes names. */
function plainName(key: string): string {
  const name = key.replace(/^https?:\/\//, '').replace(/\/v[12]\/?$/, '');
  return name === 'index.docker.io' || name === 'registry-1.docker.io' ? 'docker.io' : name;
}

function headerOf(logins: ReadonlyMap<string, Credentials>): string | undefined {
  if (logins.size === 0) return undefined;
  return encoded(Object.fromEntries([...logins].map(([name, login]) => [name, fieldsOf(login)])));
}

function fieldsOf(login: Credentials): Readonly<Record<string, string>> {
  return login.kind === 'identity'
    ? { identitytoken: login.token }
    : { username: login.user, password: login.password };
}

/** The alphabet for addresses, but padded: the engine reads no other. */
function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
