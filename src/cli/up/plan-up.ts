import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Project } from '../../model/project.ts';
import type { ObservedState } from '../../planner/observed.ts';
import type { PortClash } from '../../planner/parted.ts';
import type { Plan } from '../../planner/plan.ts';
import { reconcile } from '../../planner/reconcile.ts';
import type { ReconcileOptions } from '../../planner/reconcile-options.ts';
import type { UpOptions } from '../commands/up-command.ts';
import type { CommandContext, Engine } from '../context.ts';
import { environmentOf } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { planWithImages } from '../images-first.ts';
import { observeProject } from '../observe-project.ts';
import { orphanWish } from '../orphans.ts';
import { quietSteps } from '../quiet.ts';
import { recreatedVolumes } from '../recreated-volumes.ts';
import type { Selection } from '../select-services.ts';
import { unknownService } from '../select-services.ts';
import { inMs } from '../stop-timeout.ts';

/** What is to be brought up. */
export interface UpJob {
  readonly engine: Engine;
  readonly project: Project;
  readonly selection: Selection;
  readonly options: UpOptions;
}

/** What is to be done, or the status to end with when that cannot be said. */
export interface PlannedUp {
  readonly plan: Plan | undefined;
  /** What somebody who only looks at the plan should know. */
  readonly notes: readonly string[];
  readonly status: number;
  /** What it was made from. */
  readonly observed: ObservedState;
}

const failed: Omit<PlannedUp, 'observed'> = { plan: undefined, notes: [], status: exitCode.failed };

/** What was asked for once is done when clashes are mended. */
const secondTime = {
  recreate: 'diverged',
  renewAnonymousVolumes: false,
  build: 'never',
  pull: 'missing',
} as const;

/**
 * Looks at the project on the engine and plans; images that decide the plan are pulled and built on the way. `clashes` came to
 * light when an earlier plan of the same work was carried out.
 */
export async function planUp(
  context: CommandContext,
  { engine, project, selection, options }: UpJob,
  clashes: readonly PortClash[] = [],
): Promise<PlannedUp> {
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
    ...(clashes.length === 0 ? {} : { ...secondTime, clashes }),
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
