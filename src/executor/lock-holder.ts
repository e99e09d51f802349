import type { Host } from '../host/host.ts';
import { isJsonObject } from '../lib/json.ts';

/** A process, as far as it can be told from others. */
export interface Whereabouts {
  /** Name of its machine, for people. */
  readonly machine: string;
  readonly pid: number;
  /** Says which start of which machine, and which of its process id namespaces; empty where that cannot be known. */
  readonly realm: string;
  /** When it began, in the kernel's ticks: process ids are used again. */
  readonly startedTicks: string;
}

/** Who works on a project, as its lock says. */
export interface LockHolder extends Whereabouts {
  readonly command: string;
  /** Since when, by its own clock. */
  readonly sinceMs: number;
  /** It makes the lock anew every few seconds. */
  readonly isRenewing: boolean;
}

/** This process. */
export async function ownWhereabouts(host: Host): Promise<Whereabouts> {
  const { pid } = process;
  const [boot, machine, namespace, startedTicks] = await Promise.all([
    textAt(host, '/proc/sys/kernel/random/boot_id'),
    textAt(host, '/proc/sys/kernel/hostname'),
    namespaceOf(host),
    startOf(host, pid),
  ]);
  const realm = boot === '' || namespace === '' || startedTicks === '' ? '' : `${boot} ${namespace}`;
  return { machine, pid, realm, startedTicks };
}

/** True when the holder was a process that can be seen from here, and it is no more. */
export async function isSurelyGone(holder: LockHolder, own: Whereabouts, host: Host): Promise<boolean> {
  if (own.realm === '' || holder.realm !== own.realm) return false;
  if (!host.processes.isAlive(holder.pid)) return true;
  // Where other users' processes are hidden, nothing can be read.
  const started = await startOf(host, holder.pid);
  return started !== '' && started !== holder.startedTicks;
}

/** What the label of a lock says; undefined when it says nothing that can be understood. */
export function parseHolder(text: string | undefined): LockHolder | undefined {
  const value = parsed(text ?? '');
  if (!isJsonObject(value)) return undefined;
  const { machine, pid, realm, startedTicks, command, sinceMs, isRenewing } = value;
  if (typeof machine !== 'string' || typeof pid !== 'number' || typeof realm !== 'string') return undefined;
  if (typeof startedTicks !== 'string' || typeof command !== 'string') return undefined;
  if (typeof sinceMs !== 'number' || typeof isRenewing !== 'boolean') return undefined;
  return { machine, pid, realm, startedTicks, command, sinceMs, isRenewing };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Empty when it cannot be read. */
async function startOf(host: Host, pid: number): Promise<string> {
  const stat = await textAt(host, `/proc/${pid}/stat`);
  // The name of the program stands in brackets and may hold anything; then come the state and, 19 fields on, the start.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A dead one that nobody has waited for is gone.
  return state === 'Z' || state === 'X' ? state : (fields[18] ?? '');
}

async function namespaceOf(host: Host): Promise<string> {
  try {
    const link = await host.files.statLink('/proc/self/ns/pid');
    return link?.kind === 'symlink' ? link.target : '';
  } catch {
    return '';
  }
}

async function textAt(host: Host, path: string): Promise<string> {
  try {
    return (await host.files.readText(path)).trim();
  } catch {
    return '';
  }
}
