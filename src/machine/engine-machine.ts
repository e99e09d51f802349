import { dirname } from 'node:path';
import type { Host } from '../host/host.ts';
import { isJsonObject } from '../lib/json.ts';
import { fieldsOf } from '../podman/decode/fields.ts';
import { restBelow } from './compare-settings.ts';
import type { MachineVolume, ProviderName } from './machine.ts';
import { volumesIn } from './podman/read-machines.ts';
import { observeAll } from './rootfs/observe.ts';
import { stateDirOf } from './state-dir.ts';
import { toMachinePath } from './volume.ts';

/** The machine that an engine is in, as far as files and devices of this host are concerned. */
export interface EngineMachine {
  readonly name: string;
  readonly provider: ProviderName;
  /** Folders of this host that it has; `drives`: all of them, as WSL mounts them. */
  readonly folders: readonly MachineVolume[] | 'drives';
  /** How many USB devices it was given. */
  readonly usbCount: number;
}

/** The machine of this host that the engine at `uri` is in; undefined for an engine that is in none. Reads files, and runs nothing. */
export async function machineOfEngine(host: Host, uri: string): Promise<EngineMachine | undefined> {
  const own = /^unix:\/\/\/proc\/\d+\//u.test(uri) ? await rootfsMachine(host, uri) : undefined;
  if (own !== undefined) return own;
  const port = /^ssh:\/\/[^/]*@(?:127\.0\.0\.1|localhost|\[::1\]):(\d+)/u.exec(uri)?.[1];
  const name = /[/\\]([\w.-]+)-api\.sock$/u.exec(uri)?.[1];
  const pipe = /pipe\/([\w.-]+)$/u.exec(uri)?.[1];
  if (port === undefined && name === undefined && pipe === undefined) return undefined;
  const machines = await podmanMachines(host);
  const isMeant = (one: (typeof machines)[number]) =>
    port !== undefined
      ? one.port === Number(port)
      : name !== undefined
        ? one.machine.name === name
        : pipeOf(one.machine.name) === pipe;
  return machines.find(isMeant)?.machine;
}

/** What the pipe of a machine is called. */
function pipeOf(machine: string): string {
  return machine.startsWith('podman') ? machine : `podman-${machine}`;
}

/**
 * Where a path of the host is in the machine, followed through the host's links where it must be: macOS has `/tmp` in `/private`,
 * and that is what machines have. undefined where the machine does not have it.
 */
export async function placeInMachine(
  { files }: Pick<Host, 'files'>,
  path: string,
  machine: Pick<EngineMachine, 'folders'>,
): Promise<string | undefined> {
  const direct = pathInMachine(path, machine);
  if (direct !== undefined || machine.folders === 'drives') return direct;
  // What is not there yet will be made below the nearest folder that is.
  for (let there = path; there !== dirname(there); there = dirname(there)) {
    const real = await files.realPath(there).catch(() => undefined);
    if (real !== undefined) return pathInMachine(real + path.slice(there.length), machine);
  }
  return undefined;
}

/** Where a path of the host is in the machine; undefined where the machine does not have it. */
export function pathInMachine(path: string, { folders }: Pick<EngineMachine, 'folders'>): string | undefined {
  if (folders === 'drives') return toMachinePath(path);
  const below = folders.flatMap(({ source, target }) => {
    const rest = restBelow(comparable(path), comparable(source));
    return rest === undefined ? [] : [{ target, rest }];
  });
  // The closest one, as it hides what lies around it.
  const [closest] = below.sort((a, b) => a.rest.length - b.rest.length);
  if (closest === undefined) return undefined;
  const { target, rest } = closest;
  return target + slashed(path).slice(path.length - rest.length);
}

/** Windows does not tell upper case from lower case. */
function comparable(path: string): string {
  return isOnDrive(path) ? slashed(path).toLowerCase() : path;
}

function slashed(path: string): string {
  return isOnDrive(path) ? path.replaceAll('\\', '/') : path;
}

function isOnDrive(path: string): boolean {
  return /^[A-Za-z]:/u.test(path);
}

async function rootfsMachine(host: Host, uri: string): Promise<EngineMachine | undefined> {
  const machines = await observeAll(host, stateDirOf(host));
  const found = machines.find(({ run }) => run !== undefined && uri === `unix://${run.socket}`);
  if (found === undefined) return undefined;
  const folders = found.record.shares.map((share) => ({ source: share, target: share }));
  return { name: found.record.name, provider: 'rootfs', folders, usbCount: 0 };
}

/** The machines in the configuration of `podman machine`, which is quicker to read than to ask for. */
async function podmanMachines({
  files,
  env,
  homeDir,
}: Host): Promise<readonly { readonly machine: EngineMachine; readonly port: number }[]> {
  const configHome = env['XDG_CONFIG_HOME'] ?? '';
  const base = `${configHome === '' ? `${homeDir}/.config` : configHome}/containers/podman/machine`;
  const found: { readonly machine: EngineMachine; readonly port: number }[] = [];
  for (const kind of await files.list(base).catch(() => [])) {
    for (const file of await files.list(`${base}/${kind}`).catch(() => [])) {
      if (!file.endsWith('.json')) continue;
      const machine = read(await files.readText(`${base}/${kind}/${file}`).catch(() => ''), kind);
      if (machine !== undefined) found.push(machine);
    }
  }
  return found;
}

function read(text: string, kind: string) {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(config) || typeof config['Name'] !== 'string') return undefined;
  const fields = fieldsOf(config, 'the configuration of a machine');
  const folders = kind === 'wsl' ? ('drives' as const) : (volumesIn(config) ?? []);
  const usbCount = fields.child('Resources').children('USBs').length;
  const machine: EngineMachine = { name: config['Name'], provider: 'podman', folders, usbCount };
  return { machine, port: fields.child('SSH').number('Port') };
}
