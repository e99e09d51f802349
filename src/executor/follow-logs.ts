import { setMaxListeners } from 'node:events';
import type { Clock } from '../host/host.ts';
import { label } from '../planner/labels.ts';
import type { PodmanClient } from '../podman/client.ts';
import type { ContainerInspect, EngineEvent } from '../podman/replies.ts';
import { Channel } from './channel.ts';
import type { TailTools } from './logs/container-tail.ts';
import { ContainerTail } from './logs/container-tail.ts';
import { LifeCheck } from './logs/life-check.ts';
import { LogCursor } from './logs/log-cursor.ts';
import type { LogEvent } from './logs/log-event.ts';
import type { Patience } from './logs/patience.ts';
import { sourceOf } from './logs/log-source.ts';
import { look } from './look.ts';

/** What of a project's output is followed. */
export interface FollowOptions {
  /** Only these; absent is all. */
  readonly services?: readonly string[];
  /**
   * Ids of the containers that ran before the moment from which on output is wanted; absent: those that run when following
   * begins. With it, following may begin while containers are being started.
   */
  readonly runningBefore?: ReadonlySet<string>;
  /** Container id → what was read of it already. */
  readonly cursors?: ReadonlyMap<string, LogCursor>;
  /** Containers may still be started until this settles; absent: those that run now are all there is to wait for. */
  readonly hold?: Promise<unknown>;
  /** How long after the end of the last container another one may take its place. */
  readonly lingerMs?: number;
  /** While it has a reason, that every container has ended is not the end. */
  readonly patience?: Patience;
  /** Called once: from then on nothing that is printed is missed. */
  readonly onReady?: () => void;
}

/** Lines that wait for the reader before the engine is held back. */
const backlog = 500;

/** How long a container that was made may take to be started. */
const startGraceMs = 15_000;

/** All that can make, end, prepare, begin or take away a container's output. */
const actions = ['create', 'init', 'start', 'died', 'restart', 'cleanup', 'remove'];

/**
 * Follows the output of a project's containers, those that are started later too, through restarts; no line is lost or given
 * twice. Exits come after the lines before them. Ends when every container has ended for good, or (quietly) when aborted.
 */
export async function* followLogs(
  client: PodmanClient,
  clock: Clock,
  project: string,
  options: FollowOptions,
  signal: AbortSignal,
): AsyncGenerator<LogEvent, void, undefined> {
  const given = new AbortController();
  const either = AbortSignal.any([signal, given.signal]);
  // Every container's reading listens to it.
  setMaxListeners(0, either);
  const follower = new Follower(client, clock, project, options, either);
  void follower.run();
  try {
    yield* follower.output;
  } finally {
    given.abort();
  }
}

class Follower {
  readonly output = new Channel<LogEvent>(backlog);
  readonly #client: PodmanClient;
  readonly #project: string;
  readonly #options: FollowOptions;
  readonly #signal: AbortSignal;
  readonly #tools: TailTools;
  readonly #tails = new Map<string, ContainerTail>();
  /** Reasons not to end yet besides the containers themselves. */
  #holds = 1;
  #hasJoined = false;
  #hasSeenAnEnd = false;
  /** Containers that were made and not started yet: id → the way to wait for them no longer. */
  readonly #expected = new Map<string, () => void>();

  constructor(
    client: PodmanClient,
    clock: Clock,
    project: string,
    options: FollowOptions,
    signal: AbortSignal,
  ) {
    this.#client = client;
    this.#project = project;
    this.#options = options;
    this.#signal = signal;
    const onChange = (): void => {
      this.#endIfOver();
    };
    options.patience?.whenOver(onChange);
    const lives = new LifeCheck(client, clock, project, signal);
    this.#tools = { client, clock, output: this.output, signal, lives, onChange };
  }

  async run(): Promise<void> {
    const onAbort = (): void => {
      this.output.close();
    };
    this.#signal.addEventListener('abort', onAbort, { once: true });
    try {
      this.#signal.throwIfAborted();
      const { hold } = this.#options;
      if (hold !== undefined) {
        this.#holds++;
        const release = (): void => void this.#catchUp();
        hold.then(release, release);
      }
      const events = await this.#client.events(
        { label: [`${label.project}=${this.#project}`], type: ['container'], event: actions },
        {},
        this.#signal,
      );
      const containers = await this.#list();
      await Promise.all(containers.map((id) => this.#join(id)));
      this.#hasJoined = true;
      this.#options.onReady?.();
      this.#release();
      for await (const event of events) await this.#take(event);
    } catch (error) {
      if (!this.#signal.aborted) this.output.fail(error);
    } finally {
      this.#signal.removeEventListener('abort', onAbort);
    }
  }

  async #list(): Promise<readonly string[]> {
    const found = await this.#client.listContainers(
      { label: [`${label.project}=${this.#project}`] },
      this.#signal,
    );
    return found.filter(({ labels, isInfra }) => !isInfra && this.#isWanted(labels)).map(({ id }) => id);
  }

  /** Nothing is started any more, yet events of what was started may be on their way. */
  async #catchUp(): Promise<void> {
    try {
      while (!this.#hasJoined) await this.#tools.clock.sleep(10, this.#signal);
      const containers = await this.#list();
      const states = await Promise.all(containers.map((id) => look(this.#client, id, this.#signal)));
      const started = states.flatMap((state) => (state === undefined || state.startedMs <= 0 ? [] : [state]));
      const told = new Map<ContainerInspect, Promise<void>>();
      for (const state of started.toSorted((a, b) => a.startedMs - b.startedMs)) {
        const before = [...told].filter(([one]) => !one.isRunning && one.finishedMs <= state.startedMs);
        const tail = this.#open(state.id, state, new LogCursor());
        tail.catchUp(state.startedMs, Promise.all(before.map(([, end]) => end)).then(ignore));
        told.set(state, tail.toItsEnd());
      }
      this.#release();
    } catch (error) {
      if (!this.#signal.aborted) this.output.fail(error);
    }
  }

  /** A container that is there when following begins: only what comes from now on counts. */
  async #join(id: string): Promise<void> {
    const state = await look(this.#client, id, this.#signal);
    if (state === undefined) return;
    const { cursors, runningBefore } = this.#options;
    const read = cursors?.get(id);
    const isOld = state.isRunning && (runningBefore?.has(id) ?? true);
    const tail = this.#open(id, state, read ?? new LogCursor(isOld ? undefined : endOfLastLife(state)));
    if (isOld && read === undefined) await tail.placeAtEnd();
    if (state.isRunning) tail.begin(state.startedMs);
    else tail.rest(state.startedMs);
  }

  async #take(event: EngineEvent): Promise<void> {
    const { action, id } = event;
    this.#hasSeenAnEnd ||= action === 'died';
    if (action === 'create' && this.#isWanted(event.attributes)) this.#expect(id);
    const tail = this.#tails.get(id) ?? (action === 'start' ? await this.#openStarted(event) : undefined);
    tail?.take(event, action === 'start' ? this.#allSpent() : undefined);
    if (action === 'start' || action === 'remove') this.#expected.get(id)?.();
  }

  async #openStarted({ id, attributes }: EngineEvent): Promise<ContainerTail | undefined> {
    if (!this.#isWanted(attributes)) return undefined;
    const state = await look(this.#client, id, this.#signal);
    // A container so short-lived that it is gone has left no output to read.
    if (state === undefined || this.#isInfra(state)) return undefined;
    return this.#open(id, state, new LogCursor());
  }

  /** A container was made, perhaps in place of the only one there is: it will be started. */
  #expect(id: string): void {
    const given = new AbortController();
    this.#expected.set(id, () => {
      given.abort();
    });
    this.#holds++;
    const over = (): void => {
      this.#expected.delete(id);
      this.#release();
    };
    this.#tools.clock.sleep(startGraceMs, AbortSignal.any([this.#signal, given.signal])).then(over, over);
  }

  /** Settles when what ended before now has been told: whoever starts after it may have waited for it. */
  async #allSpent(): Promise<void> {
    await Promise.all([...this.#tails.values()].map((tail) => tail.spent()));
  }

  /** The container's tail. Two may ask for it at the same time, and there must be one reader only. */
  #open(id: string, { name, labels, restartPolicy }: ContainerInspect, cursor: LogCursor): ContainerTail {
    const known = this.#tails.get(id);
    if (known !== undefined) return known;
    const tail = new ContainerTail(this.#tools, sourceOf(id, name, labels), restartPolicy, cursor);
    this.#tails.set(id, tail);
    return tail;
  }

  #isWanted(labels: ReadonlyMap<string, string>): boolean {
    const service = labels.get(label.service);
    if (service === undefined || labels.get(label.oneOff)?.toLowerCase() === 'true') return false;
    return this.#options.services?.includes(service) ?? true;
  }

  #isInfra({ labels }: ContainerInspect): boolean {
    return !labels.has(label.service);
  }

  #release(): void {
    this.#holds--;
    this.#endIfOver();
  }

  get #isOver(): boolean {
    if (this.#options.patience?.hasReason === true) return false;
    return this.#holds === 0 && [...this.#tails.values()].every((tail) => tail.isOver);
  }

  #endIfOver(): void {
    if (!this.#isOver) return;
    const { lingerMs } = this.#options;
    if (lingerMs === undefined || !this.#hasSeenAnEnd) this.output.close();
    else void this.#endLater(lingerMs);
  }

  async #endLater(lingerMs: number): Promise<void> {
    // An abort closes the output by itself.
    await this.#tools.clock.sleep(lingerMs, this.#signal).catch(() => undefined);
    if (this.#isOver) this.output.close();
  }
}

function ignore(): void {
  // What came of it is nothing to anybody.
}

/** A time that lies behind all output of earlier lives; undefined before the first end. */
function endOfLastLife({ finishedMs }: ContainerInspect): number | undefined {
  // The last bytes of a life are written down shortly after its end.
  return finishedMs > 0 ? finishedMs + 50 : undefined;
}
