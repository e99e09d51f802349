import type { ObservedLives } from '../planner/observed.ts';
import { missedHooks } from '../planner/missed-hooks.ts';
import type { Plan } from '../planner/plan.ts';
import type { ServiceGraph } from '../planner/service-graph.ts';
import { serviceGraph } from '../planner/service-graph.ts';
import type { CommandContext, Engine } from './context.ts';
import { exitCode } from './exit-code.ts';
import { observeContainers } from './observe-project.ts';
import type { PlanOptions } from './plan/plan-options.ts';
import { refuseFormatAlone, showPlan } from './plan/show-plan.ts';
import type { KnownProject } from './project-or-name.ts';
import { projectOrName } from './project-or-name.ts';
import { lockFor } from './project-lock.ts';
import { runPlan } from './run-plan.ts';
import { refuseUnknownServices } from './select-services.ts';

/** What a command that works on containers that are there begins with. */
export interface Situation extends KnownProject {
  readonly engine: Engine;
  readonly observed: ObservedLives;
  readonly graph: ServiceGraph;
  /** The services that are meant: those named, or else all that are on. */
  readonly services: ReadonlySet<string>;
}

/** Looks at the project on the engine. Names must be known to the file or to the engine. */
export async function lookAt(context: CommandContext, names: readonly string[]): Promise<Situation> {
  const connecting = context.connect();
  // A broken file is reported before an engine that is missing.
  connecting.catch(() => undefined);
  const known = await projectOrName(context, names);
  const engine = await connecting;
  const observed = await observeContainers(engine, known, context.signal);
  const present = observed.containers.flatMap(({ service }) => service ?? []);
  refuseUnknownServices(names, known.project, present);
  const graph = serviceGraph(known.project, observed.containers);
  return { ...known, engine, observed, graph, services: new Set(names.length === 0 ? graph.names : names) };
}

/** A plan, and the command whose it is. */
export interface PlannedCommand {
  /** `stop`, `start`, … */
  readonly command: string;
  readonly plan: Plan;
  /** Plans again, for a project that others have worked on. Absent: they need not be waited for. */
  readonly replan?: (situation: Situation) => Plan | undefined;
}

/** Carries the plan out, or with `--dry-run` shows it. */
export async function carryOut(
  context: CommandContext,
  situation: Situation,
  { command, plan, replan }: PlannedCommand,
  options: PlanOptions,
): Promise<number> {
  const { engine, project, name, observed, services } = situation;
  refuseFormatAlone(context, options);
  if (context.globals.isDryRun) return showPlan(context, { command, plan }, options);
  const { routeToSystemd } = await import('./systemd/owned.ts');
  const routed = await routeToSystemd(context, situation, command, services);
  if (routed !== undefined) return routed;
  if (replan === undefined) return runPlan(context, { title: command, plan, engine, project });
  context.report(missedHooks(plan, project, observed.containers));
  const { planned, release, onEvent } = await lockFor(context, {
    engine,
    project: name,
    command,
    first: { plan, observed },
    again: async () => {
      const now = await lookAgain(context, situation);
      const fresh = replan(now);
      return fresh === undefined ? undefined : { plan: fresh, observed: now.observed };
    },
  });
  try {
    if (planned === undefined) return exitCode.failed;
    return await runPlan(context, { title: command, plan: planned.plan, engine, project, onEvent });
  } finally {
    await release();
  }
}

async function lookAgain(context: CommandContext, before: Situation): Promise<Situation> {
  const { engine, project } = before;
  const observed = await observeContainers(engine, before, context.signal);
  return { ...before, observed, graph: serviceGraph(project, observed.containers) };
}
