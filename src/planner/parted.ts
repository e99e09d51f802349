import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { label } from './labels.ts';
import type { ObservedState } from './observed.ts';

/** Two servers that were seen to want one port of the pod, which nothing had announced. */
export interface PortClash {
  /** The service that came second, and could not listen. */
  readonly service: string;
  /** undefined: it did not say which. */
  readonly port: number | undefined;
  /** The service that has it; undefined where that cannot be told. */
  readonly owner: string | undefined;
}

/** True where one of the two may be placed beside the pod: nobody asked for the pod, and it has the choice. */
export function canPart(project: Project, { service, owner }: PortClash): boolean {
  if (project.placement.mode !== 'auto') return false;
  return [service, owner].some((name) => {
    const found = name === undefined ? undefined : project.services.get(name as ServiceName);
    return found?.networking.kind === 'bridge' && found.placement === undefined;
  });
}

/** Ports that the service was seen to want, as `80/tcp`. */
export function portsSeen({ name }: Service, clashes: readonly PortClash[]): readonly string[] {
  return clashes.flatMap(({ service, owner, port }) =>
    port !== undefined && owner !== undefined && (service === name || owner === name) ? [`${port}/tcp`] : [],
  );
}

/** Why a service lives apart that lost a port to one that cannot be told. */
export function lossReason({ name }: Service, clashes: readonly PortClash[]): string | undefined {
  const loss = clashes.find(
    ({ service, owner, port }) => service === name && (port === undefined || owner === undefined),
  );
  if (loss === undefined) return undefined;
  return loss.port === undefined
    ? `${loss.owner ?? 'another service'} has its port in the pod`
    : `port ${loss.port}/tcp in the pod was taken`;
}

/** True for a service that could not listen on its port. */
export function hasLost({ name }: Service, clashes: readonly PortClash[]): boolean {
  return clashes.some(({ service }) => service === name);
}

/** Services whose containers were placed beside the pod for a port that was found taken, each with the reason. */
export function partedBefore({ containers }: ObservedState): ReadonlyMap<ServiceName, string> {
  const parted = new Map<ServiceName, string>();
  for (const { pod, isOneOff, service, labels } of containers) {
    const reason = labels.get(label.parted);
    if (pod !== undefined || isOneOff || service === undefined || reason === undefined) continue;
    parted.set(service as ServiceName, reason);
  }
  return parted;
}
