import type { ObservedContainer } from './observed.ts';

/** True for a container that has processes: it runs, is paused, or is about to end. */
export function isAlive({ state }: ObservedContainer): boolean {
  return state === 'running' || state === 'paused' || state === 'stopping';
}

/** The containers of the services, one-offs left out. */
export function containersOf(
  containers: readonly ObservedContainer[],
  services: ReadonlySet<string>,
): readonly ObservedContainer[] {
  return containers.filter(
    ({ service, isOneOff }) => service !== undefined && !isOneOff && services.has(service),
  );
}

/** Each of the services with its containers, maybe none; one-offs left out. In the order of the services' names. */
export function containersByService(
  containers: readonly ObservedContainer[],
  services: Iterable<string>,
): ReadonlyMap<string, readonly ObservedContainer[]> {
  const found = new Map([...services].sort().map((service) => [service, [] as ObservedContainer[]]));
  for (const container of containers) {
    if (!container.isOneOff) found.get(container.service ?? '')?.push(container);
  }
  return found;
}

/** The service and replica that a container is shown under. */
export function whose({ service, name, replica }: ObservedContainer): {
  readonly service: string;
  readonly replica: number;
} {
  return { service: service ?? name, replica: replica ?? 1 };
}
