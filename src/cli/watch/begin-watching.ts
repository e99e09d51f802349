import { ToolError } from '../../diagnostics/tool-error.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { sentenceOf } from '../../executor/engine-failure.ts';
import { ChangeBatches } from '../../executor/watch/change-batches.ts';
import { findChanges, walk } from '../../executor/watch/find-changes.ts';
import { findRules } from '../../executor/watch/find-rules.ts';
import type { WatchRule } from '../../executor/watch/watch-rule.ts';
import { relativeTo } from '../../executor/watch/watch-rule.ts';
import type { FileChange } from '../../executor/watch/work.ts';
import { initialWork, workOf } from '../../executor/watch/work.ts';
import type { FileWatch } from '../../host/host.ts';
import type { ServiceName } from '../../model/ids.ts';
import type { Project } from '../../model/project.ts';
import type { CommandContext, Engine } from '../context.ts';
import { carryOut, syncService } from './carry-out.ts';

/** What is watched, and how it is told. */
export interface WatchRequest {
  readonly engine: Engine;
  readonly project: Project;
  readonly rules: readonly WatchRule[];
  /** `watch` or `up`, for others who want to watch. */
  readonly command: string;
  /** Writes one line for people. */
  readonly say: (line: string) => void;
  /** Images that nothing uses any more are removed after a rebuild. */
  readonly prunes: boolean;
  /** No progress of builds. */
  readonly isQuiet: boolean;
  /** Other output comes at the same time. */
  readonly isAmongOutput: boolean;
}

/** A watch that goes on. */
export interface Watching {
  /** Settles when it was stopped, or broke off. */
  readonly ended: Promise<void>;
  /** Ends it; what it is at is broken off. Resolves when nothing more happens. */
  readonly stop: () => Promise<void>;
}

/** A fifth of a second is longer than editors take to save, and hardly noticed. */
const times = { quietMs: 200, longestMs: 2000, restlessMs: 15_000 };

/** The rules of the services; reports what is wrong with them, and rejects where there are none to follow. */
export async function rulesOf(
  context: CommandContext,
  project: Project,
  services: ReadonlySet<ServiceName>,
): Promise<readonly WatchRule[]> {
  const { value, diagnostics } = await findRules(project, services, context.host.files);
  if (value === undefined) throw new ToolError(diagnostics);
  context.report(diagnostics);
  return value;
}

/** Begins to watch: from when it resolves, no change is missed. What goes wrong later is reported and does not end it. */
export async function beginWatching(given: CommandContext, request: WatchRequest): Promise<Watching> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([given.signal, stopping.signal]);
  const report = withoutRepeats(given.report);
  const context = { ...given, signal, report };
  const { host } = context;
  const { rules, say } = request;
  const reaches = (path: string) => rules.some((rule) => rule.reaches(path));
  const batches = new ChangeBatches(host.clock, times);
  const release = await beTheOnlyOne(context, request);
  let watch: FileWatch | undefined;
  const close = async (): Promise<void> => {
    await watch?.close();
    // An engine that is away is no reason to stay.
    await release().catch(() => undefined);
  };
  try {
    watch = await host.files.watch({
      folders: rules.map(({ path }) => path),
      home: request.project.workingDir,
      wants: (path) => reaches(path) || rules.some((rule) => relativeTo(path, rule.path) !== undefined),
      onChange: (path, extent) => batches.add(path, extent),
      onError: (error) => report([blindness(error)]),
    });
    await tolerating(context, () => syncInitially(context, request));
  } catch (error) {
    await close();
    throw error;
  }
  say('Watch enabled');
  const ended = (async () => {
    try {
      for (;;) {
        const touched = await batches.next(signal);
        await tolerating(context, async () => {
          const changes = await findChanges(host.files, touched, reaches);
          await carryOut(context, request, workOf(changes, rules));
        });
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      await close();
    }
  })();
  ended.catch(() => undefined);
  return {
    ended,
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

/** Rejects where another process watches the project; gives the way to let one do so. */
async function beTheOnlyOne(
  { host, signal }: CommandContext,
  { engine: { client, features }, project, command }: WatchRequest,
): Promise<() => Promise<void>> {
  const { lockProject } = await import('../../executor/project-lock.ts');
  const { release } = await lockProject({
    client,
    host,
    project: project.name,
    command,
    isRenewable: features.canReplaceSecret,
    signal,
    purpose: 'watch',
    onWait: ({ command: other, machine, pid }) => {
      throw new ToolError(diagnose('watch/another', { project: project.name, command: other, machine, pid }));
    },
  });
  return release;
}

/** What cannot be done is told, and the rest goes on. */
async function tolerating({ report, signal }: CommandContext, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (signal.aborted || !(error instanceof ToolError)) throw error;
    report(error.diagnostics);
  }
}

async function syncInitially(context: CommandContext, request: WatchRequest): Promise<void> {
  for (const rule of request.rules) {
    if (!rule.trigger.hasInitialSync || !rule.trigger.action.startsWith('sync')) continue;
    const present: FileChange[] = [];
    for await (const change of walk(context.host.files, rule.path, rule.reaches)) present.push(change);
    await syncService(context, request, rule.service, initialWork(rule, present));
  }
}

/** An image that has no `rm` has none the next time either. */
function withoutRepeats(report: CommandContext['report']): CommandContext['report'] {
  const told = new Set<string>();
  return (diagnostics) => {
    const fresh = diagnostics.filter((found) => {
      if (found.code !== 'watch/not-deleted') return true;
      const key = `${found.args.container} ${found.args.problem}`;
      return !told.has(key) && told.add(key);
    });
    if (fresh.length > 0) report(fresh);
  };
}

function blindness(error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isLimit = code === 'ENOSPC' || code === 'EMFILE';
  const path =
    error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  const problem = isLimit ? 'the system allows no more watches' : sentenceOf(error);
  return diagnose('watch/blind', { path, problem, isLimit });
}
