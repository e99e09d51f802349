import type { ServiceName } from '../../model/ids.ts';
import type { PodGroup } from './pod-group.ts';

/**
 * Which pods start after which: for each the units of those that its containers depend on. Services of two pods may depend on
 * each other crosswise, which units cannot; the first that are looked at keep their order.
 */
export function startOrder(groups: readonly PodGroup[]): ReadonlyMap<PodGroup, readonly string[]> {
  const homes = new Map<ServiceName, PodGroup[]>();
  for (const group of groups) {
    for (const { service } of [...group.jobs, ...group.containers]) {
      homes.set(service.name, [...(homes.get(service.name) ?? []), group]);
    }
  }
  const before = new Map<PodGroup, Set<PodGroup>>(groups.map((group) => [group, new Set()]));
  const reaches = (from: PodGroup, to: PodGroup): boolean =>
    from === to || [...(before.get(from) ?? [])].some((next) => reaches(next, to));
  // Pods of one container first: theirs are the dependencies that nothing else stands for.
  const inTurn = [...groups].sort((a, b) => a.containers.length - b.containers.length);
  for (const group of inTurn) {
    const names = [...group.jobs, ...group.containers].flatMap(({ service }) => [
      ...service.dependsOn.keys(),
    ]);
    for (const home of names.flatMap((name) => homes.get(name) ?? [])) {
      if (!reaches(home, group)) before.get(group)?.add(home);
    }
  }
  return new Map(
    [...before].map(([group, others]) => [group, [...others].map(({ unit }) => unit).sort()] as const),
  );
}
