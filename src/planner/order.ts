import { topologicalOrder } from '../lib/graph.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';

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
