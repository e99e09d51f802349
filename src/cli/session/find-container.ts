import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { label } from '../../planner/labels.ts';
import type { ContainerSummary } from '../../podman/replies.ts';
import type { CommandContext, Engine } from '../context.ts';
import { projectOrName } from '../project-or-name.ts';
import type { KnownProject } from '../project-or-name.ts';
import { refuseUnknownServices } from '../select-services.ts';

/** A service's containers, as a command that works with some of them needs them. */
export interface ServiceContainers {
  readonly engine: Engine;
  readonly known: KnownProject;
  /** All containers of the project, its pod's own too. */
  readonly all: readonly ContainerSummary[];
  /** Those of the service that `up` made, by number. */
  readonly replicas: readonly ContainerSummary[];
  /** Those that `run` made, the oldest first. */
  readonly oneOffs: readonly ContainerSummary[];
}

/** Reads the project and asks the engine for the containers of one of its services. Refuses a service that nobody knows. */
export async function findService(context: CommandContext, service: string): Promise<ServiceContainers> {
  const connecting = context.connect();
  // A broken file is reported before an engine that is missing.
  connecting.catch(() => undefined);
  const known = await projectOrName(context, [service]);
  const engine = await connecting;
  const all = await engine.client.listContainers(
    { label: [`${label.project}=${known.name}`] },
    context.signal,
  );
  const services = all.flatMap(({ labels }) => labels.get(label.service) ?? []);
  refuseUnknownServices([service], known.project, services);
  const own = all.filter(({ isInfra, labels }) => !isInfra && labels.get(label.service) === service);
  const isOneOff = ({ labels }: ContainerSummary) => labels.get(label.oneOff)?.toLowerCase() === 'true';
  return {
    engine,
    known,
    all,
    replicas: own.filter((one) => !isOneOff(one)).toSorted((a, b) => numberOf(a) - numberOf(b)),
    oneOffs: own.filter(isOneOff).toSorted((a, b) => a.createdMs - b.createdMs),
  };
}

/** The replica of that number, or else the first. Rejects when there is none, or it does not run where that is needed. */
export function pickReplica(
  service: string,
  replicas: readonly ContainerSummary[],
  { index, isRunning }: { readonly index: number | undefined; readonly isRunning: boolean },
): ContainerSummary {
  const found = replicas.find(
    (one) => (index === undefined || numberOf(one) === index) && (!isRunning || one.state === 'running'),
  );
  if (found !== undefined) return found;
  throw new ToolError(diagnose(isRunning ? 'cli/not-running' : 'cli/no-container', { service, index }));
}

/** The number of a replica. */
function numberOf({ labels }: ContainerSummary): number {
  return Number(labels.get(label.number) ?? 0);
}
