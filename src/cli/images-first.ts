import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import { imagesFirst } from '../planner/images-first.ts';
import type { ObservedState } from '../planner/observed.ts';
import type { Plan } from '../planner/plan.ts';
import type { ReconcileOptions } from '../planner/reconcile-options.ts';
import type { CommandContext, Engine } from './context.ts';
import { exitCode } from './exit-code.ts';
import type { QuietSteps } from './quiet.ts';
import { runPlan } from './run-plan.ts';

/** What is planned, and with what. */
export interface ImagesFirst {
  /** The command's name. */
  readonly title: string;
  readonly engine: Engine;
  readonly project: Project;
  readonly observed: ObservedState;
  readonly observe: () => Promise<ObservedState>;
  readonly options: ReconcileOptions;
  readonly quiet: QuietSteps;
  readonly plan: (state: ObservedState, options: ReconcileOptions) => Outcome<Plan>;
}

/** What came of it. */
export interface PlannedWithImages {
  readonly planned: Outcome<Plan>;
  /** Not `done`: images could not be had, and the plan does not count. */
  readonly status: number;
  /** What the plan was made from. */
  readonly observed: ObservedState;
  /** A dry run: the images would have to come first, and may change the plan. */
  readonly isPreliminary: boolean;
}

/** Plans; where that depends on images that are not here yet, they are pulled and built first, and the rest is planned with them. */
export async function planWithImages(
  context: CommandContext,
  given: ImagesFirst,
): Promise<PlannedWithImages> {
  const { title, engine, project, observed, options, quiet, plan } = given;
  const planned = plan(observed, options);
  const images = planned.value === undefined ? undefined : imagesFirst(planned.value, project, observed);
  const isPreliminary = images !== undefined && context.globals.isDryRun;
  if (images === undefined || isPreliminary)
    return { planned, observed, status: exitCode.done, isPreliminary };
  const status = await runPlan(context, { title, plan: images, engine, project, quiet });
  if (status !== exitCode.done) return { planned, observed, status, isPreliminary };
  // They are as fresh now as was asked for.
  const now = await given.observe();
  const fresh = plan(now, { ...options, build: 'never', pull: 'missing' });
  return { planned: fresh, observed: now, status, isPreliminary };
}
