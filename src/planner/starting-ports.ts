import type { PublishedPort } from './container-design.ts';
import { label } from './labels.ts';
import type { ObservedState } from './observed.ts';
import type { Plan } from './plan.ts';
import type { LabelPort } from './ports-label.ts';
import { parsePortsLabel } from './ports-label.ts';

/** Ports of the host that come up with a plan's pods and containers and that the project does not hold yet; those that the engine chooses are left out. */
export function startingPorts(
  { operations }: Pick<Plan, 'operations'>,
  { containers, hostPorts }: Pick<ObservedState, 'containers' | 'hostPorts'>,
): readonly LabelPort[] {
  const pods = new Map<string, readonly PublishedPort[]>();
  const alone = new Map<string, readonly PublishedPort[]>();
  for (const operation of operations) {
    if (operation.kind === 'create-pod') pods.set(operation.pod.name, operation.pod.ports);
    if (operation.kind === 'create-container') {
      const { name, place } = operation.container;
      alone.set(name, 'ports' in place ? place.ports : []);
    }
  }
  const labelled = (isMeant: (container: ObservedState['containers'][number]) => boolean) =>
    containers.filter(isMeant).flatMap(({ labels }) => parsePortsLabel(labels.get(label.ports) ?? ''));
  const ports = operations.flatMap((operation): readonly LabelPort[] => {
    if (operation.kind === 'start-pod') {
      return pods.get(operation.pod) ?? labelled(({ pod }) => pod === operation.pod);
    }
    if (operation.kind !== 'start-container') return [];
    const { name } = operation.container;
    return alone.get(name) ?? labelled((container) => container.name === name && container.pod === undefined);
  });
  const isNew = ({ hostPort, protocol }: LabelPort) =>
    hostPort !== 0 && hostPorts?.has(`${hostPort}/${protocol}`) !== true;
  return ports.filter(isNew);
}
