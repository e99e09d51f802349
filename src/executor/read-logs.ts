import { ToolError } from '../diagnostics/tool-error.ts';
import type { Clock } from '../host/host.ts';
import { label } from '../planner/labels.ts';
import type { PodmanClient } from '../podman/client.ts';
import type { ContainerSummary } from '../podman/replies.ts';
import { isMissing } from './engine-failure.ts';
import { followLogs } from './follow-logs.ts';
import { LineReader } from './logs/line-reader.ts';
import { LogCursor } from './logs/log-cursor.ts';
import type { LogEvent } from './logs/log-event.ts';
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
}

/**
 * Reads the output of a project's containers, stopped ones too, in the order of time; within a container always in the order
 * of printing. Lines pass one by one: nothing is collected. Following goes on without a gap.
 */
export async function* readLogs(
  client: PodmanClient,
  clock: Clock,
  project: string,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<LogEvent, void, undefined> {
  const all = await client.listContainers({ label: [`${label.project}=${project}`] }, signal);
  const containers = all.filter((container) => isWanted(container, options));
  const floor = options.since === undefined ? undefined : timeMs(options.since);
  const cursors = new Map(containers.map(({ id }) => [id, new LogCursor(floor)]));
  const streams = containers.map(({ id, name, labels }) =>
    linesOf(
      client,
      new LineReader(sourceOf(id, name, labels), cursors.get(id) ?? new LogCursor()),
      options,
      signal,
      {
        id,
        name,
        labels,
      },
    ),
  );
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
    },
    signal,
  );
  for await (const event of followed) if (index === undefined || event.replica === index) yield event;
}

async function* linesOf(
  client: PodmanClient,
  reader: LineReader,
  { tail, since, until }: ReadOptions,
  signal: AbortSignal,
  { id, name, labels }: Pick<ContainerSummary, 'id' | 'name' | 'labels'>,
): AsyncGenerator<LogEvent, void, undefined> {
  const range = {
    timestamps: true,
    ...(tail === undefined ? {} : { tail }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  try {
    for await (const frame of client.containerLogs(id, range, signal)) {
      const line = reader.take(frame);
      if (line !== undefined) yield line;
    }
    yield* reader.rest();
  } catch (error) {
    if (signal.aborted || isMissing(error)) return;
    if (!(error instanceof ToolError)) throw error;
    yield unreadable(sourceOf(id, name, labels), error);
  }
}

interface Head {
  readonly stream: AsyncGenerator<LogEvent, void, undefined>;
  event: LogEvent;
  /** Text of the time, and the same in milliseconds: parsing it for each comparison would cost most of the merge. */
  time: string;
  ms: number;
}

/** Merges streams: always the earliest of their next lines. What is no line comes as soon as it is next. */
async function* inOrderOfTime(
  streams: readonly AsyncGenerator<LogEvent, void, undefined>[],
): AsyncGenerator<LogEvent, void, undefined> {
  const opened = await Promise.all(streams.map(async (stream) => ({ stream, next: await stream.next() })));
  const heads: Head[] = opened.flatMap(({ stream, next }) =>
    next.done === true ? [] : [{ stream, ...headOf(next.value) }],
  );
  try {
    while (heads.length > 0) {
      const first = heads.reduce((best, head) => (comesBefore(head, best) ? head : best));
      yield first.event;
      const next = await first.stream.next();
      if (next.done === true) heads.splice(heads.indexOf(first), 1);
      else Object.assign(first, headOf(next.value));
    }
  } finally {
    await Promise.all(heads.map(({ stream }) => stream.return()));
  }
}

function headOf(event: LogEvent): Omit<Head, 'stream'> {
  return event.kind === 'line'
    ? { event, time: event.time, ms: Date.parse(event.time) }
    : { event, time: '', ms: Number.NEGATIVE_INFINITY };
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
