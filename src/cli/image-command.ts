import type { Project } from '../model/project.ts';
import type { Plan } from '../planner/plan.ts';
import type { CommandContext, Engine } from './context.ts';
import type { PlanOptions } from './plan/plan-options.ts';
import { refuseFormatAlone, showPlan } from './plan/show-plan.ts';
import type { PlanRun } from './run-plan.ts';
import { runPlan } from './run-plan.ts';
import type { Selection } from './select-services.ts';
import { selectServices } from './select-services.ts';

/** What `build`, `pull` and `push` are asked for. */
export interface ImageCommandOptions extends PlanOptions {
  /** Services named on the command line; empty is all. */
  readonly targets: readonly string[];
  readonly quiet?: true | undefined;
}

/** What such a command works on. */
export interface ImageSubject {
  readonly project: Project;
  /** The services whose images are meant. */
  readonly services: Selection['selected'];
  readonly engine: Engine;
}

/** Loads the project and finds the engine. */
export async function findSubject(
  context: CommandContext,
  options: ImageCommandOptions,
  { withDependencies }: { readonly withDependencies: boolean },
): Promise<ImageSubject> {
  refuseFormatAlone(context, options);
  const connecting = context.connect();
  // A broken file is reported before an engine that is missing.
  connecting.catch(() => undefined);
  const project = await context.loadProject({ services: options.targets, isForLooking: true });
  const { selected } = selectServices(project, options.targets, { withDependencies });
  return { project, services: selected, engine: await connecting };
}

/** Carries the command's plan out, or with `--dry-run` shows it. */
export async function carryOutImages(
  context: CommandContext,
  { project, engine }: ImageSubject,
  { title, plan, onEvent }: { readonly title: string; readonly plan: Plan } & Pick<PlanRun, 'onEvent'>,
  options: ImageCommandOptions,
): Promise<number> {
  if (context.globals.isDryRun) return showPlan(context, { command: title, plan }, options);
  const quiet = { ...context, globals: { ...context.globals, progress: 'quiet' as const } };
  return runPlan(options.quiet === true ? quiet : context, {
    title,
    plan,
    engine,
    project,
    ...(onEvent === undefined ? {} : { onEvent }),
  });
}
