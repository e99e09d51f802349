import { ToolError } from '../diagnostics/tool-error.ts';
import type { Clock } from '../host/host.ts';
import { label } from '../planner/labels.ts';
import type { PodmanClient } from '../podman/client.ts';
import type { ContainerSummary } from '../podman/replies.ts';
import { isMissing } from './engine-failure.ts';
import { followLogs } from './follow-logs.ts';
import { LineReader } from './logs/line-reader.ts';
import { LogCursor } from './logs/log-cursor.ts';
import type { LogEvent, LogSource } from './logs/log-event.ts';
import { sourceOf } from './logs/log-source.ts';
import { unreadable } from './logs/unreadable.ts';

/** What of a project's output is read. */
export interface ReadOptions {
  /** Only these; absent is all. */
  readonly services?: readonly string[];
  /** Only containers of that number. */
  readonly index?: number;
  /** The last so many lines of each container; absent is all. */
  readonly tail?: string;
  /** RFC 3339 or unix time. */
  readonly since?: string;
  readonly until?: string;
  /** Goes on with what is printed from now, until every container has ended. */
  readonly follow?: boolean;
  /** False: nobody asks when a line was printed, and its time may be left out. */
  readonly wantsTimes?: boolean;
}

/** A container may be stopped before the one that takes its place is made. */
const replacementMs = 1000;

/**
 * Reads the output of a project's containers, stopped ones too, in the order of time; within a container always in the order
 * of printing. What comes in one go is given at once; nothing else is collected. Following goes on without a gap.
 */
export async function* readLogs(
  client: PodmanClient,
  clock: Clock,
  project: string,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly LogEvent[], void, undefined> {
  const all = await client.listContainers({ label: [`${label.project}=${project}`] }, signal);
  const containers = all.filter((container) => isWanted(container, options));
  const floor = options.since === undefined ? undefined : timeMs(options.since);
  const cursors = new Map(containers.map(({ id }) => [id, new LogCursor(floor)]));
  // The engine takes half as long again for logs with times.
  const hasTimes = options.wantsTimes !== false || options.follow === true || containers.length > 1;
  const streams = containers.map(({ id, name, labels }) => {
    const source = sourceOf(id, name, labels);
    const cursor = hasTimes ? (cursors.get(id) ?? new LogCursor()) : undefined;
    return linesOf(client, new LineReader(source, cursor), { ...options, hasTimes }, signal, source);
  });
  yield* inOrderOfTime(streams);
  if (options.follow !== true) return;
  const { services, index, tail } = options;
  const followed = followLogs(
    client,
    clock,
    project,
    {
      ...(services === undefined ? {} : { services }),
      // Without history nothing was read, and everything printed so far is to be left out.
      ...(tail === '0' ? {} : { cursors }),
      lingerMs: replacementMs,
    },
    signal,
  );
  for await (const event of followed) if (index === undefined || event.replica === index) yield [event];
}

async function* linesOf(
  client: PodmanClient,
  reader: LineReader,
  { tail, since, until, hasTimes }: ReadOptions & { readonly hasTimes: boolean },
  signal: AbortSignal,
  source: LogSource,
): AsyncGenerator<readonly LogEvent[], void, undefined> {
  const range = {
    timestamps: hasTimes,
    ...(tail === undefined ? {} : { tail }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  try {
    for await (const frames of client.containerLogs(source.containerId, range, signal)) {
      yield frames.flatMap((frame) => reader.take(frame) ?? []);
    }
    yield reader.rest();
  } catch (error) {
    if (signal.aborted || isMissing(error)) return;
    if (!(error instanceof ToolError)) throw error;
    yield [unreadable(source, error)];
  }
}

type Batches = AsyncGenerator<readonly LogEvent[], void, undefined>;

/** The next event of one container. */
interface Head {
  readonly stream: Batches;
  batch: readonly LogEvent[];
  /** Where it stands in the batch. */
  at: number;
  /** Text of the time, and the same in milliseconds: parsing it for each comparison would cost most of the merge. */
  time: string;
  ms: number;
}

/** Merges streams: always the earliest of their next lines. What is no line comes as soon as it is next. */
async function* inOrderOfTime(streams: readonly Batches[]): Batches {
  const [only] = streams;
  if (only !== undefined && streams.length === 1) {
    yield* only;
    return;
  }
  const opened = await Promise.all(streams.map((stream) => refill({ ...none, stream })));
  const heads = opened.filter((head) => head !== undefined);
  try {
    while (heads.length > 0) {
      const ready: LogEvent[] = [];
      let first: Head;
      do {
        first = heads.reduce((best, head) => (comesBefore(head, best) ? head : best));
        const event = first.batch[first.at++];
        if (event !== undefined) ready.push(event);
        readTime(first);
      } while (first.at < first.batch.length);
      // The others wait until it is known what comes next of this one.
      yield ready;
      if ((await refill(first)) === undefined) heads.splice(heads.indexOf(first), 1);
    }
  } finally {
    await Promise.all(heads.map(({ stream }) => stream.return()));
  }
}

const none = { batch: [], at: 0, time: '', ms: Number.NEGATIVE_INFINITY };

/** Moves on to the stream's next events; undefined when there are none. */
async function refill(head: Head): Promise<Head | undefined> {
  for (;;) {
    const next = await head.stream.next();
    if (next.done === true) return undefined;
    if (next.value.length === 0) continue;
    head.batch = next.value;
    head.at = 0;
    readTime(head);
    return head;
  }
}

function readTime(head: Head): void {
  const event = head.batch[head.at];
  head.time = event?.kind === 'line' ? event.time : '';
  head.ms = event?.kind === 'line' ? Date.parse(event.time) : Number.NEGATIVE_INFINITY;
}

/** Text decides below the millisecond: one engine writes all times with the same digits. */
function comesBefore(a: Head, b: Head): boolean {
  return a.ms < b.ms || (a.ms === b.ms && a.time < b.time);
}

function isWanted({ labels, isInfra }: ContainerSummary, { services, index }: ReadOptions): boolean {
  const service = labels.get(label.service);
  if (isInfra || service === undefined || labels.get(label.oneOff)?.toLowerCase() === 'true') return false;
  if (index !== undefined && Number(labels.get(label.number)) !== index) return false;
  return services?.includes(service) ?? true;
}

/** RFC 3339 or unix time, in milliseconds. */
function timeMs(text: string): number | undefined {
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
