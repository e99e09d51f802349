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
  const name = /[/\\]([\w.-]+)-api\.sock$/u.exec(uri)?.[1] ?? /pipe\/([\w.-]+)$/u.exec(uri)?.[1];
  if (port === undefined && name === undefined) return undefined;
  const machines = await podmanMachines(host);
  return machines.find((one) => (port === undefined ? one.machine.name === name : one.port === Number(port)))
    ?.machine;
}

/** Where a path of the host is in the machine; undefined where the machine does not have it. */
export function pathInMachine(path: string, { folders }: Pick<EngineMachine, 'folders'>): string | undefined {
  if (folders === 'drives') return toMachinePath(path);
  const slashed = slashes(path);
  // The closest one, as it hides what lies around it.
  const around = folders
    .map(({ source, target }) => ({ source: slashes(source), target }))
    .filter(({ source }) => restBelow(slashed, source) !== undefined)
    .sort((a, b) => b.source.length - a.source.length);
  const [closest] = around;
  return closest === undefined ? undefined : closest.target + (restBelow(slashed, closest.source) ?? '');
}

function slashes(path: string): string {
  return /^[A-Za-z]:/u.test(path) ? path.replaceAll('\\', '/') : path;
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
