import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { Fields } from '../../podman/decode/fields.ts';
import { fieldsOf, rowsOf } from '../../podman/decode/fields.ts';
import type { Machine, MachineEngine, MachineState, MachineVolume, RealSettings } from '../machine.ts';
import type { MachineContext } from '../provider.ts';
import type { UsbSelector } from '../usb/selector.ts';
import type { MadeAs } from './made-as.ts';
import { readMadeAs } from './made-as.ts';
import { readMachineJson } from './podman-program.ts';

/** A machine of `podman machine`, with what is needed to get into it. */
export interface PodmanMachine extends Machine {
  readonly ssh: SshAccess;
  readonly vmType: string;
  readonly isDefault: boolean;
}

/** How its ssh server is reached on this host. */
export interface SshAccess {
  readonly user: string;
  readonly port: number;
  readonly identity: string;
}

/** All machines that `podman machine` has, by name. */
export async function readMachines(context: MachineContext): Promise<readonly PodmanMachine[]> {
  const listed = rowsOf(await readMachineJson(context, ['list', '--format', 'json']), 'podman machine list');
  if (listed.length === 0) return [];
  const names = listed.map((row) => row.requiredText('Name'));
  const inspected = rowsOf(await readMachineJson(context, ['inspect', ...names]), 'podman machine inspect');
  const machines = inspected.map(async (row) => {
    const name = row.requiredText('Name');
    const inList = listed.find((one) => one.text('Name') === name);
    const [config, madeAs] = await Promise.all([
      readConfig(context.host, row, name),
      readMadeAs(context, name, row.text('Created')),
    ]);
    return machineOf(row, inList, config, madeAs);
  });
  return (await Promise.all(machines)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What it keeps of a machine; only there are the folders and the swap. Its form is Podman's own, so what is odd is not there. */
async function readConfig(host: Host, row: Fields, name: string): Promise<unknown> {
  const folder = row.child('ConfigDir').text('Path');
  const text = await host.files.readText(`${folder}/${name}.json`).catch(() => '{}');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return {};
  }
}

/** One row of `inspect`, with what only `list` and the configuration say. Exported for recorded outputs of other platforms. */
export function machineOf(
  row: Fields,
  inList: Fields | undefined,
  config: unknown,
  madeAs: MadeAs | undefined,
): PodmanMachine {
  const name = row.requiredText('Name');
  const state = stateOf(row.text('State'));
  const ssh = row.child('SSHConfig');
  const identity = ssh.text('IdentityPath');
  const engine = engineOf(row.child('ConnectionInfo'), identity);
  const vmType = inList?.text('VMType') ?? '';
  return {
    name,
    provider: 'podman',
    state,
    created: row.text('Created'),
    engine: state === 'running' ? engine : undefined,
    settings: settingsOf(row, config, madeAs),
    ssh: { user: ssh.text('RemoteUsername'), port: ssh.number('Port'), identity },
    vmType,
    isDefault: inList?.flag('Default') ?? false,
    details: {
      vmType,
      isDefault: inList?.flag('Default') ?? false,
      lastUp: row.time('LastUp') === undefined ? null : row.text('LastUp'),
      sshPort: ssh.number('Port'),
      sshUser: ssh.text('RemoteUsername'),
      identity,
      apiSocket: engine?.url ?? null,
      configFile: `${row.child('ConfigDir').text('Path')}/${name}.json`,
    },
  };
}

function settingsOf(row: Fields, config: unknown, madeAs: MadeAs | undefined): RealSettings {
  const resources = row.child('Resources');
  const swapMiB = isJsonObject(config) ? config['Swap'] : undefined;
  return {
    cpus: resources.number('CPUs'),
    memoryBytes: resources.number('Memory') * 1024 ** 2,
    diskBytes: resources.number('DiskSize') * 1024 ** 3,
    swapBytes: typeof swapMiB === 'number' ? swapMiB * 1024 ** 2 : madeAs?.swapBytes,
    isRootful: row.flag('Rootful'),
    image: madeAs?.image,
    usb: resources.children('USBs').map(usbOf),
    volumes: volumesIn(config),
    timezone: madeAs?.timezone,
    hasUserModeNetworking: row.flag('UserModeNetworking'),
  };
}

/** Bus and device are texts, and empty where a model is meant. */
function usbOf(row: Fields): UsbSelector {
  const bus = row.text('Bus');
  return bus === ''
    ? { kind: 'model', vendor: row.number('Vendor'), product: row.number('Product') }
    : { kind: 'place', bus: Number(bus), device: Number(row.text('DevNumber')) };
}

/** The folders that the configuration of a machine names; undefined where it names none, not even an empty list. */
export function volumesIn(config: unknown): readonly MachineVolume[] | undefined {
  if (!isJsonObject(config) || !('Mounts' in config)) return undefined;
  return rowsOf(config['Mounts'] ?? [], 'the mounts of a machine').map((mount) => ({
    source: mount.text('Source'),
    target: mount.text('Target'),
  }));
}

function engineOf(info: Fields, identity: string): MachineEngine | undefined {
  const pipe = info.child('PodmanPipe').text('Path');
  // On Windows a socket is named as well, and nobody listens there.
  if (pipe !== '') return { url: pipeUrl(pipe), socket: undefined, identity };
  const file = info.child('PodmanSocket');
  // A path that is too long for a socket is reached by a link.
  const socket = file.text('symlink') === '' ? file.text('Path') : file.text('symlink');
  return socket === '' ? undefined : { url: `unix://${socket}`, socket, identity };
}

/** `\\.\pipe\\NAME`, which Docker's clients and Podman's write with the other slashes. */
function pipeUrl(pipe: string): string {
  return `npipe:${pipe.replaceAll('\\', '/').replace(/^(?:npipe:)?\/*/u, '////')}`;
}

function stateOf(word: string): Machine['state'] {
  const states: Readonly<Record<string, MachineState>> = {
    running: 'running',
    starting: 'starting',
    stopped: 'stopped',
    stopping: 'stopping',
  };
  return states[word.toLowerCase()] ?? 'stopped';
}

/** The row of a recorded output. */
export function machineRow(value: unknown): Fields {
  return fieldsOf(value, 'podman machine inspect');
}
