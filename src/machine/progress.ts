import type { Clock } from '../host/host.ts';

/** What a machine operation tells as it goes. */
export type MachineEvent =
  | { readonly kind: 'begin'; readonly what: string }
  /** Something within what was begun last. */
  | { readonly kind: 'detail'; readonly text: string }
  /** Something large is on its way. */
  | { readonly kind: 'bytes'; readonly doneBytes: number; readonly totalBytes: number | undefined }
  | { readonly kind: 'done'; readonly what: string; readonly ms: number }
  /** Nothing had to be done, or a remark. */
  | { readonly kind: 'note'; readonly text: string };

/** Takes what a machine operation tells. */
export type MachineProgress = (event: MachineEvent) => void;

/** Runs one step of work and tells its beginning and its end with the time it took. */
export async function tellStep<T>(
  progress: MachineProgress,
  clock: Clock,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const startMs = clock.now();
  progress({ kind: 'begin', what });
  const result = await work();
  progress({ kind: 'done', what, ms: clock.now() - startMs });
  return result;
}
