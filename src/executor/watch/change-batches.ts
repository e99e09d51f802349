import type { Clock } from '../../host/host.ts';
import type { Extent, Touched } from './find-changes.ts';

/** When a batch of changes is complete. */
export interface BatchTimes {
  /** Nothing has happened for so long: editors and tools write many files, and files in many pieces. */
  readonly quietMs: number;
  /** So long after its first change at the latest: some files never come to rest. */
  readonly longestMs: number;
}

const rank: Readonly<Record<Extent, number>> = { entry: 0, new: 1, replaced: 2 };

/** Gathers changes that belong together. */
export class ChangeBatches {
  readonly #clock: Clock;
  readonly #times: BatchTimes;
  #pending = new Map<string, Extent>();
  #firstMs = 0;
  #lastMs = 0;
  #wake: () => void = () => undefined;

  constructor(clock: Clock, times: BatchTimes) {
    this.#clock = clock;
    this.#times = times;
  }

  add(path: string, extent: Extent): void {
    const now = this.#clock.now();
    if (this.#pending.size === 0) this.#firstMs = now;
    this.#lastMs = now;
    const before = this.#pending.get(path);
    if (before === undefined || rank[extent] > rank[before]) this.#pending.set(path, extent);
    this.#wake();
  }

  /** The next batch, once it is complete. Rejects when aborted. */
  async next(signal: AbortSignal): Promise<Touched> {
    if (this.#pending.size === 0) await this.#someChange(signal);
    const { quietMs, longestMs } = this.#times;
    for (;;) {
      signal.throwIfAborted();
      const dueMs = Math.min(this.#lastMs + quietMs, this.#firstMs + longestMs);
      const waitMs = dueMs - this.#clock.now();
      if (waitMs <= 0) break;
      await this.#clock.sleep(waitMs, signal);
    }
    const batch = this.#pending;
    this.#pending = new Map();
    return batch;
  }

  #someChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason as Error);
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort, { once: true });
      this.#wake = () => {
        signal.removeEventListener('abort', abort);
        this.#wake = () => undefined;
        resolve();
      };
    });
  }
}
