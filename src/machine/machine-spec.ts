import type { Json, JsonObject } from '../lib/json.ts';
import { isJsonObject } from '../lib/json.ts';
import type { MachineName } from './machine-name.ts';
import { parseMachineName } from './machine-name.ts';
import type { MachineState } from './machine.ts';

/** `host`: the machine shares the host's network, so published ports are on the host's localhost. `private`: one of its own. */
export type MachineNetwork = 'host' | 'private';

/** What a machine should be. */
export interface MachineSpec {
  readonly name: MachineName;
  readonly provider: 'rootfs';
  /** Debian suite: `trixie`, `sid`, … */
  readonly suite: string;
  /** Debian packages beside those that every machine has; sorted, none twice. */
  readonly packages: readonly string[];
  readonly network: MachineNetwork;
  /** Absolute folders that are the same inside and outside; sorted, none twice. */
  readonly shares: readonly string[];
  /** Where packages come from; undefined: what the host's own apt uses, or debootstrap's default. */
  readonly mirror: string | undefined;
}

/** What someone asks for: what is left open takes the default in a new machine, and is as it is in one that exists. */
export type RootfsRequest = Pick<MachineSpec, 'name'> & {
  readonly [Key in 'suite' | 'packages' | 'network' | 'shares' | 'mirror']: MachineSpec[Key] | undefined;
};

/** A machine that was made: `machine.json` in its folder. */
export interface MachineRecord extends MachineSpec {
  /** ISO 8601. */
  readonly created: string;
}

/** A running machine: `run.json` in its folder. */
export interface MachineRun {
  /** The machine's init, as the host counts processes. */
  readonly pid: number;
  /** Field 22 of /proc/PID/stat: with the pid it names one process for ever. */
  readonly pidStartTime: string;
  /** The engine's API socket as seen from the host. */
  readonly socket: string;
  /** The cgroup that holds all of the machine's processes, as a folder; undefined where there is no cgroup v2. */
  readonly cgroup: string | undefined;
}

/** What is known of a rootfs machine. */
export interface ObservedMachine {
  readonly record: MachineRecord;
  readonly state: Exclude<MachineState, 'stopping'>;
  readonly run: MachineRun | undefined;
  /** The root file system, as a folder of the host. */
  readonly root: string;
}

/** The text of `machine.json`. */
export function printRecord(record: MachineRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

/** What `machine.json` says, or undefined when it is not what we write. */
export function parseRecord(text: string): MachineRecord | undefined {
  const data = parseObject(text);
  const name = parseMachineName(stringOr(data?.['name'], ''));
  const suite = stringOr(data?.['suite'], '');
  const network = data?.['network'];
  if (data === undefined || name === undefined || suite === '' || data['provider'] !== 'rootfs')
    return undefined;
  if (network !== 'host' && network !== 'private') return undefined;
  const mirror = data['mirror'];
  return {
    name,
    provider: 'rootfs',
    suite,
    packages: strings(data['packages']),
    network,
    shares: strings(data['shares']),
    mirror: typeof mirror === 'string' ? mirror : undefined,
    created: stringOr(data['created'], ''),
  };
}

/** The text of `run.json`. */
export function printRun(run: MachineRun): string {
  return `${JSON.stringify(run, undefined, 2)}\n`;
}

/** What `run.json` says, or undefined when it is not what we write. */
export function parseRun(text: string): MachineRun | undefined {
  const data = parseObject(text);
  const pid = data?.['pid'];
  const socket = data?.['socket'];
  const pidStartTime = data?.['pidStartTime'];
  const cgroup = data?.['cgroup'];
  if (typeof pid !== 'number' || !Number.isInteger(pid) || pid < 2) return undefined;
  if (typeof socket !== 'string' || typeof pidStartTime !== 'string') return undefined;
  return { pid, pidStartTime, socket, cgroup: typeof cgroup === 'string' ? cgroup : undefined };
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return isJsonObject(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function stringOr(value: Json | undefined, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}

function strings(value: Json | undefined): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item: Json): item is string => typeof item === 'string');
}
