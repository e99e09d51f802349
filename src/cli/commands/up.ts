import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { WatchRule } from '../../executor/watch/watch-rule.ts';
import type { Project } from '../../model/project.ts';
import type { ObservedState } from '../../planner/observed.ts';
import type { Plan } from '../../planner/plan.ts';
import { reconcile } from '../../planner/reconcile.ts';
import type { ReconcileOptions } from '../../planner/reconcile-options.ts';
import type { CommandContext, Engine } from '../context.ts';
import { environmentOf } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { planWithImages } from '../images-first.ts';
import { observeProject } from '../observe-project.ts';
import { orphanWish } from '../orphans.ts';
import { refuseFormatAlone, showPlan } from '../plan/show-plan.ts';
import { lockFor } from '../project-lock.ts';
import { provide } from '../provided.ts';
import { recreatedVolumes } from '../recreated-volumes.ts';
import { quietSteps } from '../quiet.ts';
import { runPlan } from '../run-plan.ts';
import type { Selection } from '../select-services.ts';
import { refuseUnknownServices, selectServices, unknownService } from '../select-services.ts';
import { inMs } from '../stop-timeout.ts';
import type { UpOptions } from './up-command.ts';

/** `selkie up`, and what other commands do by it. */
export async function run(
  context: CommandContext,
  options: UpOptions,
  command: 'up' | 'create' | 'scale' = 'up',
): Promise<number> {
  refuseConflicts(options);
  refuseFormatAlone(context, options);
  const connecting = context.connect();
  // A broken file is reported before an engine that is missing.
  connecting.catch(() => undefined);
  const written = await context.loadProject({ services: options.targets });
  const selection = selectServices(written, options.targets, {
    withDependencies: options.withoutDeps !== true,
  });
  refuseUnknownServices(options.exitCodeFrom === undefined ? [] : [options.exitCodeFrom], written, []);
  const rules = options.watch === true ? await watchRules(context, written, selection) : undefined;
  const engine = await connecting;
  const { project, status } = await provide(context, engine, written, selection.selected);
  if (status !== exitCode.done) return status;
  const look = () => makePlan(context, engine, project, selection, options);
  const first = await look();
  if (first.plan === undefined) return first.status;
  if (context.globals.isDryRun) {
    return showPlan(context, { command, plan: first.plan, notes: first.notes }, options);
  }
  const { planned, release, onEvent } = await lockFor(context, {
    engine,
    project: project.name,
    command,
    first: { ...first, plan: first.plan },
    again: async () => {
      const { plan, ...rest } = await look();
      return plan === undefined ? undefined : { ...rest, plan };
    },
  });
  try {
    if (planned === undefined) return exitCode.failed;
    const { plan } = planned;
    if (!isDetached(options)) {
      const { upAttached } = await import('../attached/up-attached.ts');
      return await upAttached(context, {
        engine,
        project,
        selection,
        plan,
        options,
        rules,
        onApplied: release,
      });
    }
    return await runPlan(context, {
      title: command,
      plan,
      engine,
      project,
      quiet: quietSteps(options),
      onEvent,
    });
  } finally {
    await release();
  }
}

/** What `--watch` follows. Before anything is started, so that a mistake in it costs nothing. */
async function watchRules(
  context: CommandContext,
  project: Project,
  { selected }: Selection,
): Promise<readonly WatchRule[]> {
  const { rulesOf } = await import('../watch/begin-watching.ts');
  return rulesOf(context, project, selected);
}

async function makePlan(
  context: CommandContext,
  engine: Engine,
  project: Project,
  selection: Selection,
  options: UpOptions,
): Promise<Planned> {
  const { fileObjectContents } = await import('../../executor/file-object-contents.ts');
  const services = [...project.services.values()].filter(({ name }) => selection.selected.has(name));
  const observe = () => observeProject(engine, { name: project.name, project }, context.signal);
  const [observed, contents] = await Promise.all([
    observe(),
    fileObjectContents(project, services, context.host),
  ]);
  context.report(contents.diagnostics);
  if (contents.value === undefined) return { ...failed, observed };
  const isYes = options.yes === true;
  const orphans = orphanWish(environmentOf(context, project), options.removeOrphans);
  const wanted: ReconcileOptions = {
    ...selection,
    recreatedVolumes: await recreatedVolumes(context, project, selection.selected, observed, isYes),
    withoutRollback: options.withoutRollback === true,
    placement: project.placement.mode,
    recreate: recreationOf(options),
    recreateDependencies: options.targets.length === 0 || options.alwaysRecreateDeps === true,
    renewAnonymousVolumes: options.renewAnonVolumes === true,
    removeOrphans: orphans.isRemoval,
    build: options.withoutBuild === true ? 'never' : wantsBuild(options) ? 'always' : 'missing',
    pull: options.pull === 'build' ? undefined : options.pull,
    start: options.withoutStart !== true,
    wait: options.wait === true ? { timeoutMs: inMs(options.waitTimeout) } : undefined,
    graceMs: inMs(options.timeout),
    scale: scaleOf(project, options),
    contents: contents.value,
    areProvided: !context.globals.isDryRun,
  };
  const { planned, status, isPreliminary, ...made } = await planWithImages(context, {
    title: 'up',
    engine,
    project,
    observed,
    observe,
    options: wanted,
    quiet: quietSteps(options),
    plan: (state, how) => reconcile(project, state, how, context.host.clock.now()),
  });
  const notes = isPreliminary
    ? ['who is in the pod is decided once the images are here: two that expose the same port cannot share it']
    : [];
  if (status !== exitCode.done) return { ...made, plan: undefined, notes, status };
  context.report(orphans.toTell(planned.diagnostics));
  if (planned.value === undefined) return { ...failed, ...made };
  return { ...made, plan: planned.value, notes, status: exitCode.done };
}

/** What is to be done, or the status to end with when that cannot be said. */
interface Planned {
  readonly plan: Plan | undefined;
  /** What somebody who only looks at the plan should know. */
  readonly notes: readonly string[];
  readonly status: number;
  /** What it was made from. */
  readonly observed: ObservedState;
}

const failed: Omit<Planned, 'observed'> = { plan: undefined, notes: [], status: exitCode.failed };

/** `--wait` and `--no-start` leave nothing to look at, so they detach too. */
function isDetached(options: UpOptions): boolean {
  return options.detach === true || options.wait === true || options.withoutStart === true;
}

function wantsBuild({ build, pull }: UpOptions): boolean {
  return build === true || pull === 'build';
}

function recreationOf(options: UpOptions): ReconcileOptions['recreate'] {
  const { forceRecreate, renewAnonVolumes, withoutRecreate } = options;
  if (forceRecreate === true || renewAnonVolumes === true) return 'force';
  return withoutRecreate === true ? 'never' : 'diverged';
}

function scaleOf(project: Project, { scale }: UpOptions): ReconcileOptions['scale'] {
  const wanted = scale ?? new Map<string, number>();
  const unknown = [...wanted.keys()].filter(
    (name) => ![...project.services.keys()].some((key) => key === name),
  );
  if (unknown.length > 0) {
    throw new ToolError(unknown.map((name) => unknownService(name, project.services.keys())));
  }
  return new Map(
    [...project.services.keys()].flatMap((name) => {
      const count = wanted.get(name);
      return count === undefined ? [] : [[name, count] as const];
    }),
  );
}

/** Pairs of options that contradict each other, in docker compose's words. */
function refuseConflicts(options: UpOptions): void {
  const conflicts = [
    [options.build, '--build', options.withoutBuild, '--no-build'],
    [options.forceRecreate, '--force-recreate', options.withoutRecreate, '--no-recreate'],
    [options.alwaysRecreateDeps, '--always-recreate-deps', options.withoutRecreate, '--no-recreate'],
    [options.renewAnonVolumes, '--renew-anon-volumes', options.withoutRecreate, '--no-recreate'],
    [options.detach, '--detach', options.abortOnContainerExit, '--abort-on-container-exit'],
    [options.detach, '--detach', options.abortOnContainerFailure, '--abort-on-container-failure'],
    [options.detach, '--detach', options.exitCodeFrom, '--exit-code-from'],
    [
      options.abortOnContainerFailure,
      '--abort-on-container-failure',
      options.abortOnContainerExit,
      '--abort-on-container-exit',
    ],
    [options.detach, '--detach', options.attach, '--attach'],
    [options.detach, '--detach', options.attachDependencies, '--attach-dependencies'],
    [options.attach, '--attach', options.attachDependencies, '--attach-dependencies'],
    [options.wait, '--wait', options.abortOnContainerExit, '--abort-on-container-exit'],
    [options.wait, '--wait', options.abortOnContainerFailure, '--abort-on-container-failure'],
    [options.wait, '--wait', options.attach, '--attach'],
    [options.wait, '--wait', options.attachDependencies, '--attach-dependencies'],
    [options.wait, '--wait', options.withoutStart, '--no-start'],
    [options.withoutBuild, '--no-build', options.watch, '--watch'],
    [options.detach, '--detach', options.watch, '--watch'],
    [options.wait, '--wait', options.watch, '--watch'],
    [options.withoutStart, '--no-start', options.watch, '--watch'],
  ] as const;
  for (const [isFirst, first, isSecond, second] of conflicts) {
    if (isFirst !== undefined && isSecond !== undefined) {
      throw new ToolError(diagnose('cli/option-conflict', { first, second }));
    }
  }
}
