import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { messageOf } from '../diagnostics/words.ts';
import type { ExecutionEvent } from '../executor/event.ts';
import type { Project } from '../model/project.ts';
import { notPutBack } from '../planner/not-put-back.ts';
import type { OperationId, Plan } from '../planner/plan.ts';
import type { CommandContext, Engine } from './context.ts';
import { environmentOf } from './environment.ts';
import { exitCode } from './exit-code.ts';
import { chooseLineReporter, chooseReporter } from './report/choose.ts';
import { describeUnchanged, makeDescriber } from './report/describe.ts';
import type { QuietSteps } from './quiet.ts';

/** One plan to carry out in front of the user. */
export interface PlanRun {
  /** Title of the account, the command's name: `up`, `down`. What `restart` stops and starts is told of as one. */
  readonly title: string;
  readonly plan: Plan;
  readonly engine: Engine;
  readonly project: Project | undefined;
  /** Ends the work early; absent is the context's own signal. */
  readonly signal?: AbortSignal;
  /** Other output comes at the same time, so progress is not redrawn in place. */
  readonly isAmongOutput?: boolean;
  /** Steps whose progress is not shown. */
  readonly quiet?: QuietSteps;
  /** Sees what happens, beside the reporter. */
  readonly onEvent?: (event: ExecutionEvent) => void;
  /** Gives what is to be said of what was found; absent: all of it. */
  readonly toReport?: (found: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** Carries a plan out, shows its progress and then reports what failed. Gives the exit status that this comes to. */
export async function runPlan(context: CommandContext, run: PlanRun): Promise<number> {
  const { host, globals, streams } = context;
  const { plan, engine, project } = run;
  if (plan.operations.length === 0 && plan.unchanged.length === 0) return exitCode.done;
  const { execute } = await import('../executor/execute.ts');
  const env = environmentOf(context, project);
  const concurrency = globals.parallel ?? parallelLimit(env['COMPOSE_PARALLEL_LIMIT']);
  const choose = run.isAmongOutput === true ? chooseLineReporter : chooseReporter;
  const reporter = choose({ globals, env, streams }, host.clock);
  const describe = makeDescriber(plan, { isRestart: run.title === 'restart' });
  const found: Diagnostic[] = [];
  const done = new Set<OperationId>();
  let bug: unknown;
  let status: number = exitCode.done;
  reporter.begin(run.title);
  for (const update of describeUnchanged(plan)) reporter.update(update);
  try {
    const events = execute(
      plan,
      {
        client: engine.client,
        features: engine.features,
        host,
        ...(project === undefined ? {} : { project }),
      },
      {
        signal: run.signal ?? context.signal,
        ...(concurrency === undefined ? {} : { concurrency }),
      },
    );
    for await (const event of events) {
      run.onEvent?.(event);
      if (event.kind === 'failed' || event.kind === 'warning') found.push(...event.diagnostics);
      if (event.kind === 'failed') bug ??= event.bug;
      if (event.kind === 'done') done.add(event.operation.id);
      if (event.kind === 'ended') {
        status = event.wasInterrupted ? exitCode.interrupted : event.failures > 0 ? exitCode.failed : status;
      }
      const isSilent = event.kind === 'progress' && run.quiet?.has(event.operation.kind) === true;
      if (!isSilent) describe(event).forEach(reporter.update);
    }
  } finally {
    reporter.end();
  }
  const lost = status === exitCode.done ? [] : notPutBack(plan, done);
  if (lost.length > 0) found.push(diagnose('execute/not-put-back', { names: lost }));
  const shown = withoutRepeats(found);
  context.report(run.toReport?.(shown) ?? shown);
  if (bug !== undefined) throw new Error('a step failed', { cause: bug });
  return status;
}

function parallelLimit(text: string | undefined): number | undefined {
  const limit = Number(text ?? '');
  return Number.isInteger(limit) && limit !== 0 ? limit : undefined;
}

/** Several steps may fail for one reason; it is said once. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((diagnostic) => {
    const key = `${diagnostic.code} ${messageOf(diagnostic)}`;
    return !seen.has(key) && seen.add(key);
  });
}
