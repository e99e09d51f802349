import { containerKey, refTo } from './container-keys.ts';
import { addHooks } from './hooks.ts';
import { containersOf, isAlive, whose } from './living.ts';
import type { ObservedLives } from './observed.ts';
import type { Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';
import type { ServiceGraph } from './service-graph.ts';
import { dependentsAmong } from './service-graph.ts';
import { addStops } from './stop-plan.ts';

/** What is to be removed. */
export interface RemoveOptions {
  readonly graph: ServiceGraph;
  readonly services: ReadonlySet<string>;
  /** Also those that run: they are stopped first. */
  readonly stopFirst: boolean;
  /** Their anonymous volumes, too. */
  readonly volumes: boolean;
}

/** The plan that removes containers of services, by default only those that have ended. A pod that is left empty goes too. */
export function planRemove(projectName: string, observed: ObservedLives, options: RemoveOptions): Plan {
  const builder = new PlanBuilder();
  const own = containersOf(observed.containers, options.services);
  const leaving = own.filter((container) => options.stopFirst || !isAlive(container));
  const because = 'its removal was asked for';
  addStops(builder, leaving.filter(isAlive), { graph: options.graph, graceMs: undefined, because });
  const dependents = dependentsAmong(options.graph, leaving);
  for (const container of leaving) {
    builder.add(
      containerKey.remove(container.name),
      {
        kind: 'remove-container',
        container: refTo(container, whose(container)),
        withVolumes: options.volumes,
        because,
      },
      // The engine keeps a container whose namespaces or volumes another one uses.
      [
        containerKey.stop(container.name),
        ...dependents(container).map(({ name }) => containerKey.remove(name)),
      ],
    );
  }
  for (const { name } of observed.pods) {
    const members = observed.containers.filter((container) => container.pod === name);
    if (members.length === 0 || !members.every((container) => leaving.includes(container))) continue;
    builder.add(
      `remove-pod:${name}`,
      { kind: 'remove-pod', pod: name, graceMs: undefined, because: 'nothing is in it any more' },
      members.map((member) => containerKey.remove(member.name)),
    );
  }
  addHooks(builder, options.graph.hooksOf);
  return builder.build(projectName, []);
}
