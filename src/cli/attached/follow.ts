import type { Project } from '../../model/project.ts';
import { followLogs } from '../../executor/follow-logs.ts';
import { look } from '../../executor/look.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { findPortClash } from '../../executor/pod-port-clash.ts';
import type { PortClash } from '../../planner/parted.ts';
import type { LogEvent } from '../../executor/logs/log-event.ts';
import type { Patience } from '../../executor/logs/patience.ts';
import type { CommandContext, Engine } from '../context.ts';
import type { LinePrinter } from '../logs/line-printer.ts';
import { printEvent } from '../logs/print-events.ts';

/** What is looked at while `up` stays. */
export interface Watched {
  /** Services whose ends count. */
  readonly services: ReadonlySet<string>;
  /** Those of them whose output is shown. */
  readonly shown: ReadonlySet<string>;
  /** The names before the output, in order. */
  readonly names: readonly string[];
  /** Which container that ends for good ends it all: the first, the first that fails, or none. */
  readonly endsWith: 'first' | 'failure' | 'none';
  /** Put the engine's time before each line. */
  readonly hasTimestamps: boolean;
  /** Print nothing before `begin`. */
  readonly isHeldBack: boolean;
}

/** Why there is no more to look at. */
export type Ending =
  | { readonly kind: 'all-ended' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'detached' }
  | { readonly kind: 'exited'; readonly exitCode: number };

/** Output that is being followed. */
export interface Following {
  /** All that should start has started: ends count from now on, and what was held back is printed. */
  readonly begin: () => void;
  readonly ending: Promise<Ending>;
  /** Settles when no more output can come. */
  readonly finished: Promise<void>;
  /** Service → exit status of its container that ended last. */
  readonly exits: ReadonlyMap<string, number>;
  /** Lets go of the engine. */
  readonly stop: () => void;
}

/** Begins to follow. Resolves when nothing that is printed from now on can be missed. */
export async function follow(
  context: CommandContext,
  job: {
    readonly engine: Engine;
    readonly project: Project;
    readonly watched: Watched;
    readonly printer: LinePrinter;
    readonly patience: Patience;
    /** Mends a clash of two members of the pod; false where it has to be told. */
    readonly mend: (clash: PortClash) => Promise<boolean>;
  },
): Promise<Following> {
  const { engine, project, watched, printer, patience, mend } = job;
  const given = new AbortController();
  const exits = new Map<string, number>();
  const ready = deferred<undefined>();
  const begun = deferred<undefined>();
  const ending = deferred<Ending>();
  const events = followLogs(
    engine.client,
    context.host.clock,
    project.name,
    {
      services: [...watched.services],
      hold: begun.promise,
      patience,
      onReady: () => ready.resolve(undefined),
    },
    given.signal,
  );

  const settling: Promise<void>[] = [];
  let mending = 0;

  async function clashOf(container: string): Promise<PortClash | undefined> {
    try {
      const state = await look(engine.client, container, context.signal);
      return state === undefined ? undefined : await findPortClash(engine.client, state, context.signal);
    } catch {
      // What explains a failure must not add one: the exit itself has been told.
      return undefined;
    }
  }

  /** A failure counts, unless it was the pod's and is mended. */
  async function settle(event: Extract<LogEvent, { kind: 'exited' }>): Promise<void> {
    const release = patience.hold();
    const isByMending = mending > 0;
    try {
      const clash = await clashOf(event.containerId);
      if (clash === undefined) {
        if (!isByMending && !event.willRestart) count(event);
        return;
      }
      mending++;
      const isMended = await mend(clash).finally(() => mending--);
      if (isMended) return;
      context.report([diagnose('execute/port-in-pod', { ...clash })]);
      if (!event.willRestart) count(event);
    } finally {
      release();
    }
  }

  function count({ service, exitCode }: Extract<LogEvent, { kind: 'exited' }>): void {
    exits.set(service, exitCode);
    if (watched.endsWith === 'first' || (watched.endsWith === 'failure' && exitCode !== 0))
      ending.resolve({ kind: 'exited', exitCode });
  }

  function take(event: LogEvent): void {
    if (watched.shown.has(event.service)) {
      printEvent(event, printer, {
        project: project.name,
        hasTimestamps: watched.hasTimestamps,
        tellsExits: true,
        report: context.report,
      });
    }
    if (event.kind !== 'exited') return;
    if (event.exitCode !== 0) settling.push(settle(event));
    else if (!event.willRestart && mending === 0) count(event);
  }

  async function print(): Promise<void> {
    for await (const event of events) {
      if (watched.isHeldBack) await begun.promise;
      take(event);
    }
    await Promise.all(settling);
    ending.resolve({ kind: 'all-ended' });
  }

  const finished = print();
  finished.catch(ending.reject);
  const onInterrupt = () => ending.resolve({ kind: 'interrupted' });
  if (context.signal.aborted) onInterrupt();
  else context.signal.addEventListener('abort', onInterrupt, { once: true });
  // An engine that refuses to be followed says so here.
  await Promise.race([ready.promise, finished]);
  return {
    begin: () => begun.resolve(undefined),
    ending: begun.promise.then(() => ending.promise),
    finished,
    exits,
    stop: () => {
      begun.resolve(undefined);
      given.abort();
    },
  };
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve: Deferred<T>['resolve'] = () => undefined;
  let reject: Deferred<T>['reject'] = () => undefined;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
