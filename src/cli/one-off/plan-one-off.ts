import { fileObjectContents } from '../../executor/file-object-contents.ts';
import type { ServiceName } from '../../model/ids.ts';
import type { Project } from '../../model/project.ts';
import type { ObservedState } from '../../planner/observed.ts';
import type { OneOffRequest } from '../../planner/one-off.ts';
import type { Plan } from '../../planner/plan.ts';
import type { ReconcileOptions } from '../../planner/reconcile-options.ts';
import { planRun } from '../../planner/run-plan.ts';
import type { RunOptions } from '../commands/run-command.ts';
import type { CommandContext, Engine } from '../context.ts';
import { environmentOf } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { planWithImages } from '../images-first.ts';
import { observeProject } from '../observe-project.ts';
import { orphanWish } from '../orphans.ts';
import { quietSteps } from '../quiet.ts';

/** What `run` wants, and of which project. */
export interface OneOffWish {
  readonly engine: Engine;
  readonly project: Project;
  readonly request: OneOffRequest;
  /** What the service depends on, unless that is to be left alone. */
  readonly needed: ReadonlySet<ServiceName>;
  readonly options: RunOptions;
}

/** The plan of a `run`, or the status to end with when there is none. */
export async function planOneOff(context: CommandContext, wish: OneOffWish): Promise<PlannedOneOff> {
  const { engine, project, request, needed } = wish;
  const orphans = orphanWish(environmentOf(context, project), wish.options.removeOrphans);
  const services = [...project.services.values()].filter(({ name }) => needed.has(name));
  const observe = () => observeProject(engine, { name: project.name, project }, context.signal);
  const [observed, contents] = await Promise.all([
    observe(),
    fileObjectContents(project, [...services, request.service], context.host),
  ]);
  context.report(contents.diagnostics);
  if (contents.value === undefined) return { plan: undefined, status: exitCode.failed, observed };
  const {
    planned,
    status,
    observed: seen,
  } = await planWithImages(context, {
    title: 'run',
    engine,
    project,
    observed,
    observe,
    options: reconcileOptions(wish, orphans.isRemoval, contents.value),
    quiet: quietSteps(wish.options),
    plan: (state, how) => planRun(project, state, request, how, context.host.clock.now()),
  });
  if (status !== exitCode.done) return { plan: undefined, status, observed: seen };
  context.report(orphans.toTell(planned.diagnostics));
  return planned.value === undefined
    ? { plan: undefined, status: exitCode.failed, observed: seen }
    : { plan: planned.value, status: exitCode.done, observed: seen };
}

/** What came of it. */
export interface PlannedOneOff {
  readonly plan: Plan | undefined;
  readonly status: number;
  /** What it was made from. */
  readonly observed: ObservedState;
}

function reconcileOptions(
  { project, needed, options }: OneOffWish,
  removeOrphans: boolean,
  contents: ReconcileOptions['contents'],
): ReconcileOptions {
  return {
    placement: project.placement.mode,
    selected: needed,
    targets: needed,
    recreate: 'diverged',
    recreateDependencies: true,
    renewAnonymousVolumes: false,
    removeOrphans,
    build: options.build === true || options.pull === 'build' ? 'always' : 'missing',
    pull: options.pull === 'build' ? undefined : options.pull,
    start: true,
    wait: undefined,
    graceMs: undefined,
    scale: new Map(),
    contents,
    areProvided: true,
  };
}
