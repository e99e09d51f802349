import { dirname } from 'node:path';
import type { Host } from '../host/host.ts';

/** Prints a line once the lock is held, and lives as long as the process whose id it gets. */
const holdScript = 'echo held; exec tail --pid="$1" -f /dev/null';

/**
 * Runs `work` while holding the lock `path`: one at a time on this host, others wait (`onWait` is called once, before).
 * The kernel keeps the lock with a process that ends when ours does, so a killed Selkie leaves no lock behind.
 */
export async function withLock<T>(
  host: Host,
  path: string,
  options: { readonly signal: AbortSignal; readonly onWait: () => void },
  work: () => Promise<T>,
): Promise<T> {
  await host.files.makeDir(dirname(path), { mode: 0o700 });
  const held = (await take(host, path, true, options.signal)) ?? (options.onWait(), undefined);
  const lock = held ?? (await take(host, path, false, options.signal));
  try {
    return await work();
  } finally {
    await lock?.release();
  }
}

interface Held {
  readonly release: () => Promise<void>;
}

/** The lock, or undefined when it is taken and `isImpatient`. */
async function take(
  host: Host,
  path: string,
  isImpatient: boolean,
  signal: AbortSignal,
): Promise<Held | undefined> {
  const ending = new AbortController();
  let tellHeld: () => void = () => undefined;
  const isHeld = new Promise<true>((resolve) => {
    tellHeld = () => resolve(true);
  });
  const patience = isImpatient ? ['--nonblock'] : [];
  // --no-fork: the process that holds the lock is the one that we end.
  const holder = host.processes.run(
    'flock',
    [...patience, '--no-fork', path, 'sh', '-c', holdScript, 'sh', String(process.pid)],
    { signal: AbortSignal.any([signal, ending.signal]), onLine: tellHeld },
  );
  const ended = holder.then(
    ({ exitCode }) => exitCode,
    (error: unknown) => {
      if (ending.signal.aborted) return 0;
      throw error;
    },
  );
  const first = await Promise.race([isHeld, ended]);
  if (first !== true) {
    if (isImpatient && first === 1) return undefined;
    throw new Error(`flock ended with status ${String(first)} on ${path}`);
  }
  return {
    release: async () => {
      ending.abort();
      await ended.catch(() => undefined);
    },
  };
}
