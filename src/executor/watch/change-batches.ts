import type { Clock } from '../../host/host.ts';
import type { Extent, Touched } from './find-changes.ts';

/** When changes are complete. */
export interface BatchTimes {
  /** Nothing has happened for so long: editors and tools write many files, and files in many pieces. */
  readonly quietMs: number;
  /** So long after the first change, what is quiet by then need not wait for the rest. */
  readonly longestMs: number;
  /** So long after its first change, a file that never comes to rest is taken as it is: it may be a log. */
  readonly restlessMs: number;
}

interface Pending {
  readonly extent: Extent;
  readonly firstMs: number;
  readonly lastMs: number;
}

const rank: Readonly<Record<Extent, number>> = { entry: 0, new: 1, replaced: 2 };

/** Gathers changes that belong together. */
export class ChangeBatches {
  readonly #clock: Clock;
  readonly #times: BatchTimes;
  readonly #pending = new Map<string, Pending>();
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
    this.#pending.set(path, {
      extent: before !== undefined && rank[before.extent] > rank[extent] ? before.extent : extent,
      firstMs: before?.firstMs ?? now,
      lastMs: now,
    });
    this.#wake();
  }

  /** The next batch, once it is complete. Rejects when aborted. */
  async next(signal: AbortSignal): Promise<Touched> {
    if (this.#pending.size === 0) await this.#someChange(signal);
    const { quietMs, longestMs } = this.#times;
    for (;;) {
      signal.throwIfAborted();
      const now = this.#clock.now();
      if (now >= this.#lastMs + quietMs) return this.#take(() => true);
      const untilMs = this.#firstMs + longestMs;
      const batch = now < untilMs ? new Map<string, Extent>() : this.#take((one) => now >= this.#dueMs(one));
      if (batch.size > 0) return batch;
      const nextMs = Math.min(...[...this.#pending.values()].map((one) => this.#dueMs(one)));
      await this.#clock.sleep(Math.min(this.#lastMs + quietMs, Math.max(untilMs, nextMs)) - now, signal);
    }
  }

  #dueMs({ firstMs, lastMs }: Pending): number {
    return Math.min(lastMs + this.#times.quietMs, firstMs + this.#times.restlessMs);
  }

  #take(isWanted: (one: Pending) => boolean): Map<string, Extent> {
    const batch = new Map<string, Extent>();
    for (const [path, one] of this.#pending) {
      if (!isWanted(one)) continue;
      batch.set(path, one.extent);
      this.#pending.delete(path);
    }
    this.#firstMs = Math.min(...[...this.#pending.values()].map(({ firstMs }) => firstMs));
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
