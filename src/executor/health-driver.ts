import type { Clock } from '../host/host.ts';
import type { PodmanClient } from '../podman/client.ts';
import type { ContainerInspect } from '../podman/replies.ts';

/** Timers run the first check right after the start: after so long without one, the engine may have no timers. */
const firstCheckMs = 2000;
const slackMs = 1000;

/** The time between checks in the start period, where nothing is said (the format's default). */
const defaultStartIntervalMs = 5000;

/**
 * Runs a container's health check where nothing else does. Podman leaves that to systemd timers: where systemd is not there,
 * a container stays `starting` for ever. And timers know one interval only: in the start period, when a failure does not
 * count yet, checks are run at the interval that is meant for it.
 */
export class HealthDriver {
  readonly #client: PodmanClient;
  readonly #clock: Clock;
  /** Since when no check has run, by our clock: the engine's may differ. */
  #quietSince: number | undefined;
  #lastRun: number | undefined;
  #earlyRun: number | undefined;
  /** We ran a check since the last look. */
  #hasRun = false;
  #timers: 'unknown' | 'expected' | 'missing' = 'unknown';

  constructor(client: PodmanClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** Looks after a running container that is not healthy yet. Resolves to the time when it wants to look again. */
  async tend(state: ContainerInspect, signal: AbortSignal): Promise<number> {
    const now = this.#clock.now();
    const run = runOfThisLife(state);
    const isNew = run !== this.#lastRun;
    if (this.#quietSince === undefined || isNew) this.#quietSince = now;
    // Our own say nothing about timers.
    if (isNew && run !== undefined && !this.#hasRun && this.#timers === 'unknown') this.#timers = 'expected';
    this.#lastRun = run;
    this.#hasRun = false;

    const early = this.#earlyDue(state, now);
    if (early !== undefined && now >= early) {
      await this.#run(state, signal);
      this.#earlyRun = this.#clock.now();
      return this.#earlyRun;
    }
    if (now < this.#due(state)) return Math.min(this.#due(state), early ?? Number.POSITIVE_INFINITY);
    if (this.#timers === 'unknown') {
      this.#timers = (await this.#client.info(signal)).hasSystemd ? 'expected' : 'missing';
      if (now < this.#due(state)) return this.#due(state);
    }
    this.#timers = 'missing';
    await this.#run(state, signal);
    this.#quietSince = this.#clock.now();
    // What it found is in the container's state now.
    return this.#quietSince;
  }

  async #run({ id }: ContainerInspect, signal: AbortSignal): Promise<void> {
    this.#hasRun = true;
    await this.#client.runHealthcheck(id, signal);
  }

  /** True once the engine was seen to run checks by itself. */
  get hasTimers(): boolean {
    return this.#timers === 'expected';
  }

  /** When the next check of the start period is due; undefined after that, and where it brings none. */
  #earlyDue(state: ContainerInspect, now: number): number | undefined {
    if (state.health !== 'starting' || now >= state.startedMs + state.healthStartPeriodMs) return undefined;
    const interval = state.healthStartIntervalMs === 0 ? defaultStartIntervalMs : state.healthStartIntervalMs;
    if (interval >= state.healthIntervalMs) return undefined;
    const last = Math.max(state.startedMs, runOfThisLife(state) ?? 0, this.#earlyRun ?? 0);
    // The engine's clock may be ahead of ours.
    return Math.min(last, now) + interval;
  }

  #due(state: ContainerInspect): number {
    const since = this.#quietSince ?? 0;
    switch (this.#timers) {
      case 'unknown':
        return since + firstCheckMs;
      case 'expected':
        return since + state.healthIntervalMs + state.healthTimeoutMs + slackMs;
      case 'missing':
        return since + Math.max(state.healthIntervalMs, slackMs);
    }
  }
}

/** The log of checks outlives a restart: only those since the last start count. */
function runOfThisLife({ lastHealthRunMs, startedMs }: ContainerInspect): number | undefined {
  return lastHealthRunMs !== undefined && lastHealthRunMs >= startedMs ? lastHealthRunMs : undefined;
}
