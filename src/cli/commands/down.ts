import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { ObservedState } from '../../planner/observed.ts';
import { missedHooks } from '../../planner/missed-hooks.ts';
import type { Plan } from '../../planner/plan.ts';
import { imagesToRemove, planDown } from '../../planner/teardown.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { observeProject } from '../observe-project.ts';
import type { KnownProject } from '../project-or-name.ts';
import { projectOrName } from '../project-or-name.ts';
import { lockFor } from '../project-lock.ts';
import { environmentOf, isTrue } from '../environment.ts';
import { refuseFormatAlone, showPlan } from '../plan/show-plan.ts';
import { runPlan } from '../run-plan.ts';
import { refuseUnknownServices } from '../select-services.ts';
import { inMs } from '../stop-timeout.ts';
import type { DownOptions } from './down-command.ts';

/** `selkie down` */
export async function run(context: CommandContext, options: DownOptions): Promise<number> {
  refuseFormatAlone(context, options);
  const connecting = context.connect();
  // A broken file is reported before an engine that is missing.
  connecting.catch(() => undefined);
  const known = await projectOrName(context, options.targets);
  const engine = await connecting;
  const look = async () => {
    const withVolumes = removesVolumes(options);
    const observed = await observeProject(engine, known, context.signal, { withImages: false, withVolumes });
    return { observed, plan: planFor(context, options, known, observed) };
  };
  const first = await look();
  const { plan } = first;
  if (context.globals.isDryRun) return showPlan(context, { command: 'down', plan }, options);
  if (plan.operations.length === 0) {
    const { clearDeadLock } = await import('../../executor/project-lock.ts');
    await clearDeadLock(engine.client, context.host, known.name);
    context.report([diagnose('cli/nothing-to-remove', { project: known.name })]);
    return exitCode.done;
  }
  context.report(missedHooks(plan, known.project, first.observed.containers));
  const { planned, release } = await lockFor(context, {
    engine,
    project: known.name,
    command: 'down',
    first,
    again: look,
  });
  try {
    return await runPlan(context, {
      title: 'down',
      plan: planned?.plan ?? plan,
      engine,
      project: known.project,
    });
  } finally {
    await release();
  }
}

function removesVolumes({ volumes, volume }: DownOptions): boolean {
  return volumes === true || volume === true;
}

function planFor(
  context: CommandContext,
  options: DownOptions,
  known: KnownProject,
  observed: ObservedState,
): Plan {
  return planDown(known.name, observed, {
    services: servicesToRemove(context, options, known, observed),
    volumes: removesVolumes(options),
    images:
      options.rmi === undefined || known.project === undefined
        ? []
        : imagesToRemove(known.project, options.rmi),
    graceMs: inMs(options.timeout),
    project: known.project,
  });
}

/** Those named, which must be known to the file or the engine; with `--remove-orphans` also those that the file does not have. */
function servicesToRemove(
  context: CommandContext,
  { targets, removeOrphans }: DownOptions,
  { project }: KnownProject,
  observed: ObservedState,
): readonly string[] {
  // The whole project is what carries its label: orphans are in it.
  if (targets.length === 0) return [];
  const declared = new Set<string>([
    ...(project?.services.keys() ?? []),
    ...(project?.disabledServices.keys() ?? []),
  ]);
  const running = new Set(observed.containers.flatMap(({ service }) => service ?? []));
  refuseUnknownServices(targets, project, running);
  const withOrphans = removeOrphans ?? isTrue(environmentOf(context, project)['COMPOSE_REMOVE_ORPHANS']);
  const orphans = project === undefined ? [] : [...running].filter((name) => !declared.has(name));
  return withOrphans ? [...targets, ...orphans] : targets;
}
