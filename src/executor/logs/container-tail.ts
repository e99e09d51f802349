import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Clock } from '../../host/host.ts';
import type { PodmanClient } from '../../podman/client.ts';
import type { EngineEvent, LogFrame } from '../../podman/replies.ts';
import type { Channel } from '../channel.ts';
import { isMissing } from '../engine-failure.ts';
import { hasEnded, isRestarted, look } from '../look.ts';
import { LineReader, timeOf } from './line-reader.ts';
import { unreadable } from './unreadable.ts';
import type { LifeCheck } from './life-check.ts';
import type { LogCursor } from './log-cursor.ts';
import type { LogEvent, LogLine, LogSource } from './log-event.ts';

/** How long a container that ended may take to be started again by its restart policy. */
const restartGraceMs = 3000;
/** How long a start may take that was announced. */
const startGraceMs = 15_000;
/** How long the engine may take to end the output of a container that ended. */
const drainGraceMs = 5000;
const flushMs = 50;
/** What a container may print before it is seen to live still; beyond it the engine is held back. */
const maxUnconfirmedBytes = 2 << 20;
/** A stream that ended while its container seems to run is opened again after so long. */
const streamPauseMs = 200;
/** So many times a container is found ended before its event is taken for lost. */
const lostEventReads = 10;

/** What all followed containers share. */
export interface TailTools {
  readonly client: PodmanClient;
  readonly clock: Clock;
  readonly output: Channel<LogEvent>;
  readonly signal: AbortSignal;
  readonly lives: LifeCheck;
  /** Called whenever the tail may have come to its end. */
  readonly onChange: () => void;
}

interface Exit {
  readonly exitCode: number;
  readonly timeMs: number;
  willRestart: boolean | undefined;
}

/** Follows one container through its lives, and reads on after each end until nothing is missing. */
export class ContainerTail {
  readonly #tools: TailTools;
  readonly #source: LogSource;
  readonly #policy: string;
  readonly #cursor: LogCursor;
  readonly #lines: LineReader;
  readonly #exits: Exit[] = [];
  #isReading = false;
  #isAlive = false;
  /** Its restart policy is about to start it again. */
  #isComing = false;
  #isUnreadable = false;
  #lives = 0;
  #deaths = 0;
  /** So many of its lives were read to their end. */
  #spent = 0;
  #waiting: readonly { readonly deaths: number; readonly go: () => void }[] = [];
  #startedMs = 0;
  #endedReads = 0;
  #cut: AbortController | undefined;

  constructor(tools: TailTools, source: LogSource, restartPolicy: string, cursor: LogCursor) {
    this.#tools = tools;
    this.#source = source;
    this.#policy = restartPolicy;
    this.#cursor = cursor;
    this.#lines = new LineReader(source, cursor);
  }

  /** True when all was told, and nothing more is to come as far as is known. */
  get isOver(): boolean {
    return !this.#isAlive && !this.#isComing && !this.#isReading && this.#exits.length === 0;
  }

  /** Settles when all that its ended lives printed has been told. */
  spent(): Promise<void> {
    return this.#spentAll(this.#deaths);
  }

  /** The same, of a container that is known to have ended while the event of it may be on the way. */
  toItsEnd(): Promise<void> {
    return this.#spentAll(this.#lives);
  }

  #spentAll(deaths: number): Promise<void> {
    if (!this.#isReading || this.#spent >= deaths) return Promise.resolve();
    return new Promise((go) => {
      this.#waiting = [...this.#waiting, { deaths, go }];
    });
  }

  /** The container was started then: reads its output after the cursor, once what it comes after has been told. */
  begin(startedMs: number, after?: Promise<void>): void {
    this.#startedMs = Math.max(this.#startedMs, startedMs);
    this.#isAlive = true;
    this.#isComing = false;
    this.#lives++;
    this.#endedReads = 0;
    if (!this.#isReading) void this.#read(after);
  }

  /** The container, last started then, does not run. */
  rest(startedMs: number): void {
    this.#startedMs = startedMs;
  }

  /** Moves the cursor behind all that is printed already. */
  async placeAtEnd(): Promise<void> {
    const { client, signal } = this.#tools;
    const { containerId } = this.#source;
    try {
      let last: string | undefined;
      const end = client.containerLogs(containerId, { tail: '1', timestamps: true }, signal);
      for await (const frames of end) for (const frame of frames) last = timeOf(frame) ?? last;
      if (last === undefined) return;
      this.#cursor.placeAt(last, 0);
      const { since } = this.#cursor;
      const again = { timestamps: true, ...(since === undefined ? {} : { since }) };
      let count = 0;
      for await (const frames of client.containerLogs(containerId, again, signal))
        count += frames.filter((frame) => timeOf(frame) === last).length;
      this.#cursor.placeAt(last, count);
    } catch (error) {
      // What cannot be read is told when it is to be read.
      if (!(error instanceof ToolError)) throw error;
    }
  }

  /** The container was started then; its event may still be on the way. */
  catchUp(startedMs: number, after?: Promise<void>): void {
    if (startedMs > this.#startedMs) this.begin(startedMs, after);
  }

  /** Something happened to the container. */
  take({ action, exitCode, timeMs }: EngineEvent, after?: Promise<void>): void {
    switch (action) {
      case 'init':
        // All of its own follows, and the engine may have stamped the last words of an earlier life late.
        if (this.#lives === 0) this.#cursor.raiseFloor(timeMs);
        break;
      case 'start':
        this.#decide(true);
        this.begin(timeMs, after);
        break;
      case 'restart':
        this.#isComing = !this.#isAlive;
        this.#decide(true);
        void this.#giveUpLater(this.#lives);
        break;
      case 'died':
        this.#end(exitCode ?? 0, timeMs);
        break;
      case 'cleanup':
      case 'remove':
        this.#decide(false);
        break;
    }
  }

  #end(exitCode: number, timeMs: number): void {
    const exit: Exit = { exitCode, timeMs, willRestart: undefined };
    this.#exits.push(exit);
    this.#deaths++;
    this.#isAlive = false;
    if (isRestarted(this.#policy, exitCode)) void this.#decideLater(exit);
    else this.#decide(false);
    void this.#cutLater(this.#lives);
    if (!this.#isReading) this.#tellExits();
  }

  #decide(willRestart: boolean): void {
    for (const exit of this.#exits) exit.willRestart ??= willRestart;
    if (!this.#isReading) this.#tellExits();
  }

  async #decideLater(exit: Exit): Promise<void> {
    await this.#sleep(restartGraceMs);
    if (exit.willRestart === undefined) this.#decide(false);
  }

  /** The start that a restart announces may fail. */
  async #giveUpLater(life: number): Promise<void> {
    await this.#sleep(startGraceMs);
    if (this.#lives !== life) return;
    this.#isComing = false;
    this.#tools.onChange();
  }

  /** A stream that outlives its container would keep us for ever. */
  async #cutLater(life: number): Promise<void> {
    await this.#sleep(drainGraceMs);
    if (this.#lives === life) this.#cut?.abort();
  }

  async #read(after?: Promise<void>): Promise<void> {
    this.#isReading = true;
    try {
      await after;
      await this.#readLives();
    } catch (error) {
      if (!this.#tools.signal.aborted) this.#tools.output.fail(error);
    } finally {
      this.#isReading = false;
      this.#let(Number.POSITIVE_INFINITY);
      this.#tellExits();
      this.#tools.onChange();
    }
  }

  /** Reads until the container has ended and a reading that began after its end has found nothing more. */
  async #readLives(): Promise<void> {
    let life: number;
    let deaths: number;
    do {
      life = this.#lives;
      await this.#follow();
      // A container may be seen to have ended a moment before its last lines are in the log.
      if (!this.#isAlive) await this.#sleep(flushMs);
      deaths = this.#deaths;
      await this.#drain();
      if (deaths === this.#deaths) {
        for (const line of this.#isAlive ? [] : this.#lines.rest()) await this.#tell(line);
        this.#let(deaths);
        this.#tellExits();
        // Rarely the stream ends before the container does; oftener its event is late.
        if (this.#isAlive && life === this.#lives) await this.#checkLife(life);
      }
    } while (
      !this.#tools.signal.aborted &&
      !this.#isUnreadable &&
      (this.#isAlive || life !== this.#lives || deaths !== this.#deaths)
    );
  }

  /** Lets those go on who waited for what so many lives printed. */
  #let(deaths: number): void {
    this.#spent = Math.min(deaths, this.#deaths);
    const ready = this.#waiting.filter((one) => one.deaths <= deaths);
    this.#waiting = this.#waiting.filter((one) => one.deaths > deaths);
    for (const { go } of ready) go();
  }

  async #checkLife(life: number): Promise<void> {
    await this.#sleep(streamPauseMs);
    const { client, signal } = this.#tools;
    const state = await look(client, this.#source.containerId, signal);
    if (life !== this.#lives || !this.#isAlive) return;
    if (state === undefined) this.#isAlive = false;
    else if (hasEnded(state) && this.#endedReads++ >= lostEventReads)
      this.#end(state.exitCode, state.finishedMs);
  }

  /**
   * Reads while the container lives. When a container ends, the engine leaves out part of what its stream has not sent yet,
   * without a word: pieces therefore count only once the same life is seen to run after they came. The rest is left to a
   * reading of the finished log.
   */
  async #follow(): Promise<void> {
    const { lives } = this.#tools;
    const { containerId } = this.#source;
    const life = await lives.lifeOf(containerId);
    if (life === undefined) return;
    const cut = new AbortController();
    this.#cut = cut;
    const pending: LogFrame[] = [];
    let pendingBytes = 0;
    let confirming: Promise<void> | undefined;
    const confirm = async (): Promise<void> => {
      while (pending.length > 0) {
        const count = pending.length;
        if ((await lives.lifeOf(containerId)) !== life) cut.abort();
        if (cut.signal.aborted) return;
        pendingBytes = 0;
        for (const frame of pending.splice(0, count)) await this.#take(frame);
      }
      confirming = undefined;
    };
    try {
      for await (const frames of this.#frames(true, cut.signal)) {
        for (const frame of frames) {
          pending.push(frame);
          pendingBytes += frame.data.length;
        }
        if (confirming === undefined) {
          confirming = confirm();
          confirming.catch(() => cut.abort());
        }
        if (pendingBytes >= maxUnconfirmedBytes) await confirming;
      }
    } catch (error) {
      if (!cut.signal.aborted) throw error;
    } finally {
      await confirming;
      this.#cut = undefined;
    }
  }

  /** Reads what the log holds by now. */
  async #drain(): Promise<void> {
    for await (const frames of this.#frames(false, this.#tools.signal)) {
      for (const frame of frames) await this.#take(frame);
    }
  }

  async *#frames(follow: boolean, cut: AbortSignal): AsyncGenerator<readonly LogFrame[], void, undefined> {
    const { client, signal, output } = this.#tools;
    const { since } = this.#cursor;
    this.#cursor.restart();
    const options = { follow, timestamps: true, ...(since === undefined ? {} : { since }) };
    try {
      yield* client.containerLogs(this.#source.containerId, options, AbortSignal.any([signal, cut]));
    } catch (error) {
      if (signal.aborted || cut.aborted || isMissing(error)) return;
      if (!(error instanceof ToolError)) throw error;
      if (!this.#isUnreadable) output.push(unreadable(this.#source, error));
      this.#isUnreadable = true;
    }
  }

  async #take(frame: LogFrame): Promise<void> {
    const line = this.#lines.take(frame);
    if (line !== undefined) await this.#tell(line);
  }

  async #tell(line: LogLine): Promise<void> {
    if (this.#exits.length > 0) this.#tellExits(Date.parse(line.time));
    this.#tools.output.push(line);
    await this.#tools.output.room();
  }

  /** Tells exits whose follow-up is known, up to a time: what was printed before an exit comes before it. */
  #tellExits(beforeMs = Number.POSITIVE_INFINITY): void {
    let told = 0;
    for (const { exitCode, timeMs, willRestart } of this.#exits) {
      if (willRestart === undefined || timeMs >= beforeMs) break;
      this.#cursor.raiseFloor(timeMs);
      this.#tools.output.push({ kind: 'exited', ...this.#source, exitCode, willRestart });
      told++;
    }
    this.#exits.splice(0, told);
    if (told > 0) this.#tools.onChange();
  }

  async #sleep(ms: number): Promise<void> {
    try {
      await this.#tools.clock.sleep(ms, this.#tools.signal);
    } catch {
      // Aborted: whoever waits looks at the signal.
    }
  }
}
