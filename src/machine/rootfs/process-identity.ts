import type { Host } from '../../host/host.ts';

/** One process for ever: a pid is given out again, a pid with its start time is not (until the host boots anew). */
export interface ProcessIdentity {
  readonly pid: number;
  /** Field 22 of /proc/PID/stat, in clock ticks since boot. */
  readonly startTime: string;
}

/** What a line of /proc/PID/stat says. The command name in it may hold spaces and brackets. */
export function parseProcessStat(text: string): (ProcessIdentity & { readonly state: string }) | undefined {
  const pid = Number.parseInt(text, 10);
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .trim()
    .split(' ');
  const [state, startTime] = [fields[0], fields[19]];
  if (!Number.isInteger(pid) || state === undefined || startTime === undefined) return undefined;
  return { pid, state, startTime };
}

/** True while that very process runs; one that is dead and only waits to be reaped counts as gone. */
export async function isRunning(host: Host, process: ProcessIdentity): Promise<boolean> {
  const text = await readIfThere(host, `/proc/${process.pid}/stat`);
  const now = text === undefined ? undefined : parseProcessStat(text);
  return now?.startTime === process.startTime && now.state !== 'Z' && now.state !== 'X';
}

/** A file's text, or undefined when it is not there or its process is gone. */
export async function readIfThere(host: Host, path: string): Promise<string | undefined> {
  try {
    return await host.files.readText(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
