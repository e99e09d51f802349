import type { Host } from '../host/host.ts';
import type { PodmanClient } from '../podman/client.ts';
import type { EngineEvent } from '../podman/replies.ts';
import { pause } from './pause.ts';

/** How often containers are asked when the engine sends no events. */
const pollMs = 250;

/** Events after which a container may be in another state than before. */
const actions = ['start', 'died', 'health_status', 'remove', 'pause', 'unpause', 'restart'];

/**
 * The events of a project's containers, one subscription for all who wait. Note the `mark`, look at the container, then wait
 * for what changed since the mark: nothing can slip through between.
 */
export class ContainerWatch {
  readonly #client: PodmanClient;
  readonly #clock: Host['clock'];
  readonly #project: string;
  readonly #signal: AbortSignal;
  readonly #onLost: (error: unknown) => void;
  readonly #latest = new Map<string, number>();
  readonly #exits = new Map<string, { readonly at: number; readonly exitCode: number }>();
  readonly #waiting = new Map<string, Set<() => void>>();
  #count = 0;
  #listening: Promise<void> | undefined;
  #isLost = false;

  /** `onLost` is told once when the engine sends no events; waits then ask at intervals. */
  constructor(
    client: PodmanClient,
    clock: Host['clock'],
    project: string,
    signal: AbortSignal,
    onLost: (error: unknown) => void,
  ) {
    this.#client = client;
    this.#clock = clock;
    this.#project = project;
    this.#signal = signal;
    this.#onLost = onLost;
  }

  /** Resolves once events arrive; the first call subscribes. */
  listen(): Promise<void> {
    this.#listening ??= this.#subscribe();
    return this.#listening;
  }

  /** A point in the stream of events. */
  get mark(): number {
    return this.#count;
  }

  /** The status with which the container last ended after the mark, as far as seen. */
  exitSince(id: string, mark: number): number | undefined {
    const exit = this.#exits.get(id);
    return exit !== undefined && exit.at >= mark ? exit.exitCode : undefined;
  }

  /** Resolves when something happened to the container after the mark, or the time is over. Rejects when aborted. */
  async changed(id: string, mark: number, limitMs: number | undefined, signal: AbortSignal): Promise<void> {
    if ((this.#latest.get(id) ?? -1) >= mark) return;
    const limit = this.#isLost ? Math.min(limitMs ?? pollMs, pollMs) : limitMs;
    const enough = new AbortController();
    const waiting = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, waiting);
    const wake = (): void => {
      enough.abort();
    };
    waiting.add(wake);
    try {
      await pause(this.#clock, limit, AbortSignal.any([enough.signal, signal]));
    } catch (error) {
      if (!enough.signal.aborted) throw error;
    } finally {
      waiting.delete(wake);
    }
    signal.throwIfAborted();
  }

  async #subscribe(): Promise<void> {
    const filters = {
      type: ['container'],
      label: [`com.docker.compose.project=${this.#project}`],
      event: actions,
    };
    try {
      const events = await this.#client.events(filters, {}, this.#signal);
      void this.#follow(events);
    } catch (error) {
      this.#lose(error);
    }
  }

  async #follow(events: AsyncIterable<EngineEvent>): Promise<void> {
    try {
      for await (const event of events) this.#take(event);
      this.#lose(undefined);
    } catch (error) {
      this.#lose(error);
    }
  }

  #take(event: EngineEvent): void {
    const at = this.#count++;
    this.#latest.set(event.id, at);
    if (event.action === 'died' && event.exitCode !== undefined) {
      this.#exits.set(event.id, { at, exitCode: event.exitCode });
    }
    for (const wake of this.#waiting.get(event.id) ?? []) wake();
  }

  #lose(error: unknown): void {
    if (this.#signal.aborted || this.#isLost) return;
    this.#isLost = true;
    this.#onLost(error);
    for (const waiting of this.#waiting.values()) for (const wake of waiting) wake();
  }
}
