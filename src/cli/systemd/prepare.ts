import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Project } from '../../model/project.ts';
import { systemdUnitLabel } from '../../planner/labels.ts';
import { changedVolumes } from '../../planner/resource-steps.ts';
import type { ObservedState } from '../../planner/observed.ts';
import { partedBefore } from '../../planner/parted.ts';
import type { Plan } from '../../planner/plan.ts';
import type { CommandContext, Engine } from '../context.ts';
import { observeProject } from '../observe-project.ts';
import { selectServices } from '../select-services.ts';
import { freshPlan } from './fresh-plan.ts';
import type { InstallOptions } from './install.ts';
import type { UnitsFormat } from './make-units.ts';
import { partedNotes } from './make-units.ts';

/** What the engine has of the project, images included. */
export async function observeForUnits(
  context: CommandContext,
  engine: Engine,
  project: Project,
): Promise<ObservedState> {
  return observeProject(engine, { name: project.name, project }, context.signal);
}

/** Containers that `up` made have the names that units need. */
export function refuseForeign(project: Project, observed: ObservedState): void {
  const { name } = project;
  const { containers } = observed;
  const foreign = containers.filter(({ isOneOff, labels }) => !isOneOff && !labels.has(systemdUnitLabel));
  if (foreign.length === 0) return;
  const names = foreign.map((container) => container.name).sort();
  // With the containers goes the knowledge of where they had to be.
  throw new ToolError([
    diagnose('systemd/runs-without', { project: name, containers: names }),
    ...partedNotes(project, partedBefore(observed)),
  ]);
}

/** Warns of volumes that are there and not as the file has them: they are used as they are. */
export function warnOfChangedVolumes(
  context: CommandContext,
  project: Project,
  observed: ObservedState,
): void {
  const changed = new Set(changedVolumes(project, [...project.services.values()], observed));
  context.report(
    [...project.volumes.values()].flatMap(({ key, name }) =>
      changed.has(name)
        ? [diagnose('systemd/volume-differs', { name }, project.origins.find(['volumes', key]))]
        : [],
    ),
  );
}

/** What there is to prepare for. */
interface Preparation {
  readonly project: Project;
  readonly observed: ObservedState;
  readonly format: UnitsFormat;
  readonly options: Pick<InstallOptions, 'targets' | 'pull' | 'build'>;
}

/** The plan that makes what units only refer to: images that are not here or shall be fresh, and the secrets. */
export async function planPreparations(
  context: CommandContext,
  { project, observed, format, options: { targets, pull, build } }: Preparation,
): Promise<Plan> {
  const selection = selectServices(project, targets, { withDependencies: true });
  const services = [...project.services.values()].filter(({ name }) => selection.selected.has(name));
  const { fileObjectContents } = await import('../../executor/file-object-contents.ts');
  const contents = await fileObjectContents(project, services, context.host);
  if (contents.value === undefined) throw new ToolError(contents.diagnostics);
  const planned = freshPlan(project, selection, {
    version: observed.engineVersion,
    images: observed.images,
    contents: contents.value,
    secrets: observed.secrets,
    build: build === true ? 'always' : 'missing',
    pull: pull === true ? 'always' : undefined,
    hasPods: format === 'units',
  });
  // What there is to say of the file is said when the units are made of it.
  if (planned.value === undefined) throw new ToolError(planned.diagnostics);
  return preparations(planned.value);
}

const preparing = new Set(['pull-image', 'build-image', 'create-secret']);

function preparations(plan: Plan): Plan {
  const operations = plan.operations.filter(({ kind }) => preparing.has(kind));
  const ids = new Set(operations.map(({ id }) => id));
  return {
    ...plan,
    operations: operations.map((operation) => ({
      ...operation,
      after: operation.after.filter((id) => ids.has(id)),
    })),
    unchanged: [],
  };
}
