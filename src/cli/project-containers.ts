import { label } from '../planner/labels.ts';
import type { ContainerSummary } from '../podman/replies.ts';
import type { CommandContext, Engine } from './context.ts';
import { projectOrName } from './project-or-name.ts';
import type { KnownProject } from './project-or-name.ts';
import { refuseUnknownServices } from './select-services.ts';

/** The containers of a project's services, as commands that list them need them. */
export interface ProjectContainers {
  readonly engine: Engine;
  readonly known: KnownProject;
  /** By name; pods' own containers are not among them. */
  readonly containers: readonly ContainerSummary[];
}

/** Reads the project and asks for its containers: of the services named, or of all. Refuses services that nobody knows. */
export async function projectContainers(
  context: CommandContext,
  targets: readonly string[],
): Promise<ProjectContainers> {
  const connecting = context.connect();
  // A broken file is reported before an engine that is missing.
  connecting.catch(() => undefined);
  const known = await projectOrName(context, targets);
  const engine = await connecting;
  const ofProject = { label: [`${label.project}=${known.name}`] };
  const all = await engine.client.listContainers(ofProject, context.signal);
  const containers = all.filter(({ isInfra, labels }) => !isInfra && labels.has(label.service));
  refuseUnknownServices(targets, known.project, containers.map(serviceOf));
  return {
    engine,
    known,
    containers: containers
      .filter((one) => targets.length === 0 || targets.includes(serviceOf(one)))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** The service that a container is of. */
export function serviceOf({ labels }: ContainerSummary): string {
  return labels.get(label.service) ?? '';
}

/** True for a container that `run` made. */
export function isOneOff({ labels }: ContainerSummary): boolean {
  return labels.get(label.oneOff)?.toLowerCase() === 'true';
}
