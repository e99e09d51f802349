import type { Clock } from '../host/host.ts';
import type { PodmanClient } from '../podman/client.ts';
import type { ContainerInspect } from '../podman/replies.ts';

/** Timers run the first check right after the start: after so long without one, the engine may have no timers. */
const firstCheckMs = 2000;
const slackMs = 1000;

/**
 * Runs a container's health check where nothing else does. Podman leaves that to systemd timers: where systemd is not there,
 * a container stays `starting` for ever.
 */
export class HealthDriver {
  readonly #client: PodmanClient;
  readonly #clock: Clock;
  /** Since when no check has run, by our clock: the engine's may differ. */
  #quietSince: number | undefined;
  #lastRun: number | undefined;
  #timers: 'unknown' | 'expected' | 'missing' = 'unknown';

  constructor(client: PodmanClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** Looks after a running container that is not healthy yet. Resolves to the time when it wants to look again. */
  async tend(state: ContainerInspect, signal: AbortSignal): Promise<number> {
    const now = this.#clock.now();
    const run = runOfThisLife(state);
    if (this.#quietSince === undefined || run !== this.#lastRun) this.#quietSince = now;
    this.#lastRun = run;
    if (run !== undefined && this.#timers === 'unknown') this.#timers = 'expected';

    if (now < this.#due(state)) return this.#due(state);
    if (this.#timers === 'unknown') {
      this.#timers = (await this.#client.info(signal)).hasSystemd ? 'expected' : 'missing';
      if (now < this.#due(state)) return this.#due(state);
    }
    this.#timers = 'missing';
    await this.#client.runHealthcheck(state.id, signal);
    this.#quietSince = this.#clock.now();
    // What it found is in the container's state now.
    return this.#quietSince;
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
