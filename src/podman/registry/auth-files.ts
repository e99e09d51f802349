import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Credentials } from './credentials.ts';

/** Files in which logins are kept, those that count most first. */
export function authFiles({ env, homeDir, platform, uid }: Host): readonly string[] {
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

/** A file's object; undefined when it is not there or is none. */
export async function readJson(host: Host, file: string): Promise<JsonObject | undefined> {
  try {
    const value: unknown = JSON.parse(await host.files.readText(file));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What an entry below `auths` says. */
export function fromEntry({ auth, identitytoken, username, password }: JsonObject): Credentials | undefined {
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
