import type { Clock } from '../host/host.ts';

/** Waits for a time, or (undefined) until aborted. Rejects when aborted. */
export async function pause(clock: Clock, ms: number | undefined, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (ms !== undefined) {
    await clock.sleep(ms, signal);
    return;
  }
  await new Promise<never>((_, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      },
      { once: true },
    );
  });
}
