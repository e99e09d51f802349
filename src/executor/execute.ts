import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { Host } from '../host/host.ts';
import { bareImageId } from '../lib/image-id.ts';
import type { Project } from '../model/project.ts';
import type { Operation, Plan } from '../planner/plan.ts';
import type { PodmanClient } from '../podman/client.ts';
import type { Features } from '../podman/features.ts';
import { createLogins } from '../podman/registry/logins.ts';
import { Channel } from './channel.ts';
import { ContainerNames } from './container-names.ts';
import { ContainerWatch } from './container-watch.ts';
import { sentenceOf } from './engine-failure.ts';
import type { ExecutionEvent, SkipReason } from './event.ts';
import { withInheritedVolumes } from './inherit-volumes.ts';
import { LocalImages } from './local-images.ts';
import type { Lane } from './operations.ts';
import { laneOf, perform } from './operations.ts';
import type { Shared, Work } from './operations/work.ts';
import type { StepEnd } from './schedule.ts';
import { schedule } from './schedule.ts';
import { Turns } from './turns.ts';

/** What a plan is carried out with. */
export interface ExecuteTools {
  readonly client: PodmanClient;
  readonly host: Host;
  /** Needed by plans that make secrets or build images. */
  readonly project?: Project;
  readonly features: Features;
}

/** How a plan is carried out. */
export interface ExecuteOptions {
  /** Aborting begins no more steps, gives up waits, pulls and builds, and lets short calls finish. */
  readonly signal: AbortSignal;
  /** How many steps of one kind may run at once; absent is what suits the engine, below 1 is no limit. Waits are never limited. */
  readonly concurrency?: number;
}

/** Measured with 20 containers on two processors: 4 and 8 do alike, all at once takes up to half as long again. */
const stopsAtOnce = 4;

/** So many events may wait for a reader before builds and pulls are held back. */
const backlog = 1000;

/** Carries a plan out and tells what happens. A failed step is an event: the iteration itself only rejects for our own bugs. */
export async function* execute(
  plan: Plan,
  tools: ExecuteTools,
  options: ExecuteOptions,
): AsyncGenerator<ExecutionEvent, void, undefined> {
  const given = new AbortController();
  const signal = AbortSignal.any([options.signal, given.signal]);
  // Every step that takes long listens to it.
  setMaxListeners(0, signal);
  const events = new Channel<ExecutionEvent>(backlog);
  const finished = carryOut(plan, tools, signal, limitsOf(options.concurrency), events).finally(() => {
    events.close();
    // Ends the subscription to the engine's events.
    given.abort();
  });
  try {
    yield* events;
  } finally {
    given.abort();
    await finished;
  }
}

async function carryOut(
  plan: Plan,
  tools: ExecuteTools,
  signal: AbortSignal,
  limits: Readonly<Record<Lane, number>>,
  events: Channel<ExecutionEvent>,
): Promise<void> {
  const shared = share(plan, tools, signal, events);
  let failures = 0;
  let wasInterrupted = false;
  const { operations } = await withInheritedVolumes(plan, tools.client, signal);
  await schedule<Operation, Lane>(operations, {
    laneOf,
    limits,
    signal,
    run: async (operation) => {
      if (!(await isNeeded(operation, shared.images))) return false;
      events.push({ kind: 'begun', operation });
      await perform(operation, workOf(operation, shared, events));
      return true;
    },
    onEnd: (operation, end) => {
      const event = eventOf(operation, end);
      if (event.kind === 'failed') failures++;
      if (end.kind === 'interrupted') wasInterrupted = true;
      events.push(event);
    },
  });
  events.push({ kind: 'ended', failures, wasInterrupted });
}

function share(
  plan: Plan,
  { client, host, project, features }: ExecuteTools,
  signal: AbortSignal,
  events: Channel<ExecutionEvent>,
): Shared {
  const waiting = plan.operations.find(({ kind }) => kind === 'await-healthy' || kind === 'await-completed');
  const watch = new ContainerWatch(client, host.clock, plan.project, signal, (error) => {
    if (waiting === undefined) return;
    const diagnostic = diagnose('execute/no-events', { cause: sentenceOf(error) });
    events.push({ kind: 'warning', operation: waiting, diagnostics: [diagnostic] });
  });
  return {
    client,
    host,
    project,
    features,
    images: new LocalImages(client),
    logins: createLogins(host),
    containers: new ContainerNames(),
    stopTurns: new Turns(stopsAtOnce),
    watch,
    signal,
  };
}

function workOf(operation: Operation, shared: Shared, events: Channel<ExecutionEvent>): Work {
  return {
    ...shared,
    progress: (update) => {
      events.push({ kind: 'progress', operation, ...update });
      return events.room();
    },
    output: (stream, line) => {
      events.push({ kind: 'output', operation, stream, line });
    },
    provide: (variables) => {
      events.push({ kind: 'provided', operation, variables: new Map(variables) });
    },
    warn: (diagnostic) => {
      events.push({ kind: 'warning', operation, diagnostics: [diagnostic] });
    },
  };
}

async function isNeeded({ onlyIf }: Operation, images: LocalImages): Promise<boolean> {
  if (onlyIf === undefined) return true;
  const changes = await Promise.all(
    onlyIf.map(
      async ({ image, id }) => bareImageId((await images.find(image))?.id ?? '') !== bareImageId(id),
    ),
  );
  return changes.includes(true);
}

function eventOf(operation: Operation, end: StepEnd): ExecutionEvent {
  const skipped = (reason: SkipReason): ExecutionEvent => ({ kind: 'skipped', operation, reason });
  switch (end.kind) {
    case 'done':
      return { kind: 'done', operation };
    case 'unchanged':
      return skipped({ kind: 'unchanged' });
    case 'blocked':
      return skipped({ kind: 'blocked', by: end.by });
    case 'interrupted':
      return skipped({ kind: 'interrupted' });
    case 'failed': {
      const { error } = end;
      const isExpected = error instanceof ToolError;
      const diagnostics = isExpected ? error.diagnostics : [];
      if (operation.isOptional === true && isExpected) {
        const problem = sentenceOf(error);
        return {
          kind: 'warning',
          operation,
          diagnostics: [diagnose('execute/optional-failed', { problem })],
        };
      }
      return { kind: 'failed', operation, diagnostics, bug: isExpected ? undefined : error };
    }
  }
}

function limitsOf(concurrency: number | undefined): Readonly<Record<Lane, number>> {
  if (concurrency !== undefined) {
    const limit = concurrency < 1 ? Number.POSITIVE_INFINITY : concurrency;
    return { change: limit, pull: limit, build: limit, wait: Number.POSITIVE_INFINITY };
  }
  // More than twice the processors gains nothing; the engine is taken to have as many as this machine.
  const change = Math.min(16, Math.max(4, 2 * availableParallelism()));
  return { change, pull: 4, build: 2, wait: Number.POSITIVE_INFINITY };
}
