import { topologicalOrder } from '../lib/graph.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';

/** The active services, each after what it depends on; by name where the file leaves it open. */
export function serviceOrder(project: Project): readonly ServiceName[] {
  const names = [...project.services.keys()].sort();
  const { order, cycles } = topologicalOrder(
    names,
    (name) => project.services.get(name as ServiceName)?.dependsOn.keys() ?? [],
  );
  if (cycles.length > 0) throw new Error('the parser lets no cycle of depends_on pass');
  return order as readonly ServiceName[];
}

/** The active services by name: an order that no rearrangement of the file changes. */
export function servicesByName(project: Project): readonly Service[] {
  return [...project.services.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
