import type { Clock } from '../../host/host.ts';
import { label } from '../../planner/labels.ts';
import type { PodmanClient } from '../../podman/client.ts';

/** The engine is asked at the most so often, however many containers print. */
const pauseMs = 200;

/** Tells which life of a container runs: one list call for all who ask at about the same time. */
export class LifeCheck {
  readonly #client: PodmanClient;
  readonly #clock: Clock;
  readonly #project: string;
  readonly #signal: AbortSignal;
  #next: Promise<ReadonlyMap<string, string>> | undefined;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(client: PodmanClient, clock: Clock, project: string, signal: AbortSignal) {
    this.#client = client;
    this.#clock = clock;
    this.#project = project;
    this.#signal = signal;
  }

  /** The life in which the container runs at a moment after this call, as an opaque text; undefined when it does not run. */
  async lifeOf(containerId: string): Promise<string | undefined> {
    this.#next ??= this.#ask();
    return (await this.#next).get(containerId);
  }

  async #ask(): Promise<ReadonlyMap<string, string>> {
    const waitMs = this.#lastMs + pauseMs - this.#clock.now();
    // Never in the same turn: `#next` must be set before it is taken away again.
    await this.#clock.sleep(Math.max(0, waitMs), this.#signal);
    this.#lastMs = this.#clock.now();
    // Whoever asks from now on wants a later answer than this one.
    this.#next = undefined;
    const ofProject = { label: [`${label.project}=${this.#project}`] };
    const containers = await this.#client.listContainers(ofProject, this.#signal);
    return new Map(
      containers
        .filter(({ state }) => state === 'running' || state === 'paused')
        .map(({ id, startedMs, restarts }) => [id, `${startedMs ?? 0}/${restarts}`]),
    );
  }
}
