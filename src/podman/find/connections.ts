import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';
import { nearest } from '../../lib/nearest.ts';
import { isRemoteAddress } from '../endpoint.ts';
import { addressIn } from './address.ts';
import { confFiles, configDir } from './containers-conf.ts';
import type { Candidate } from './search.ts';

/** A connection that `podman system connection` knows. */
export interface KnownConnection {
  readonly name: string;
  readonly uri: string;
  readonly identity: string | undefined;
  readonly isMachine: boolean;
  /** The file it stands in. */
  readonly file: string;
}

/** All connections of this user, and which is the default. */
export interface KnownConnections {
  readonly byName: ReadonlyMap<string, KnownConnection>;
  readonly defaultName: string | undefined;
}

/** Reads podman-connections.json and the files of containers.conf; the former wins. What cannot be read counts as absent. */
export async function readConnections(host: Host): Promise<KnownConnections> {
  const json = connectionsFile(host);
  const [own, ...configured] = await Promise.all([
    readJson(host, json),
    ...(await confFiles(host)).map((file) => readToml(host, file)),
  ]);
  const byName = new Map<string, KnownConnection>();
  let defaultName: string | undefined;
  for (const found of configured) {
    for (const [name, connection] of found.byName) byName.set(name, connection);
    defaultName = found.defaultName ?? defaultName;
  }
  for (const [name, connection] of own.byName) byName.set(name, connection);
  return { byName, defaultName: own.defaultName ?? defaultName };
}

/** The connection of that name as a candidate; rejects an unknown name. */
export function candidateNamed({ byName }: KnownConnections, name: string, source: string): Candidate {
  const connection = byName.get(name);
  if (connection === undefined) {
    const known = [...byName.keys()].sort();
    throw new ToolError(
      diagnose('engine/unknown-connection', { name, known, nearest: nearest(name, known) }),
    );
  }
  const address = addressIn(connection.uri, `${connection.file}, \`${name}\``);
  return {
    address,
    source,
    isChosen: true,
    identity: connection.identity,
    isLocalMachine: connection.isMachine && !isRemoteAddress(address),
  };
}

const nothing: KnownConnections = { byName: new Map(), defaultName: undefined };

function connectionsFile({ env, homeDir, platform }: Host): string {
  const named = env['PODMAN_CONNECTIONS_CONF'] ?? '';
  if (named !== '') return named;
  const appData = env['APPDATA'] ?? '';
  if (platform === 'win32' && appData !== '') return `${appData}/containers/podman-connections.json`;
  return `${configDir(env, homeDir)}/containers/podman-connections.json`;
}

async function readJson(host: Host, file: string): Promise<KnownConnections> {
  const text = await host.files.readText(file).catch(() => '');
  if (text.trim() === '') return nothing;
  const root = parseJson(text);
  const connection = isJsonObject(root) ? root['Connection'] : undefined;
  if (!isJsonObject(connection)) return nothing;
  return collect(connection['Connections'], connection['Default'], file, {
    uri: 'URI',
    identity: 'Identity',
    isMachine: 'IsMachine',
  });
}

async function readToml(host: Host, file: string): Promise<KnownConnections> {
  const text = await host.files.readText(file).catch(() => '');
  // Most have none of this: then the parser need not be loaded.
  if (!/service_destinations|active_service/.test(text)) return nothing;
  const { parse } = await import('smol-toml');
  let root: unknown;
  try {
    root = parse(text);
  } catch {
    return nothing;
  }
  const engine = isJsonObject(root) ? root['engine'] : undefined;
  if (!isJsonObject(engine)) return nothing;
  return collect(engine['service_destinations'], engine['active_service'], file, {
    uri: 'uri',
    identity: 'identity',
    isMachine: 'is_machine',
  });
}

function collect(
  connections: unknown,
  defaultName: unknown,
  file: string,
  keys: { readonly uri: string; readonly identity: string; readonly isMachine: string },
): KnownConnections {
  const byName = new Map<string, KnownConnection>();
  for (const [name, value] of Object.entries(isJsonObject(connections) ? connections : {})) {
    if (!isJsonObject(value)) continue;
    const uri = value[keys.uri];
    const identity = value[keys.identity];
    if (typeof uri !== 'string' || uri === '') continue;
    byName.set(name, {
      name,
      uri,
      identity: typeof identity === 'string' && identity !== '' ? identity : undefined,
      isMachine: value[keys.isMachine] === true,
      file,
    });
  }
  return {
    byName,
    defaultName: typeof defaultName === 'string' && defaultName !== '' ? defaultName : undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
