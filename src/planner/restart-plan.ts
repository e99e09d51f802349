import { containerKey, refTo } from './container-keys.ts';
import { addGate } from './gates.ts';
import { addHooks } from './hooks.ts';
import { containersByService, isAlive, whose } from './living.ts';
import type { ObservedContainer, ObservedLives } from './observed.ts';
import type { Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';
import type { ServiceGraph } from './service-graph.ts';
import { addStart, gated } from './start-plan.ts';

/** What is to be restarted. */
export interface RestartOptions {
  readonly graph: ServiceGraph;
  readonly services: ReadonlySet<string>;
  /** Also what depends on them with `restart: true`. */
  readonly withDependents: boolean;
  /** undefined: each container's own. */
  readonly graceMs: number | undefined;
}

/**
 * The plan that stops containers and starts the same ones again; those that do not run are only started. A dependent with
 * `restart: true` follows when what it depends on is well again; services without that go at the same time.
 */
export function planRestart(projectName: string, observed: ObservedLives, options: RestartOptions): Plan {
  const { graph, graceMs } = options;
  const builder = new PlanBuilder();
  const services = options.withDependents ? withRestarted(graph, options.services) : options.services;
  const byService = containersByService(observed.containers, services);
  for (const [service, own] of byService) {
    const because = options.services.has(service)
      ? 'a restart was asked for'
      : 'a service that it depends on is restarted';
    for (const container of own) addRestart(builder, observed, container, because, graceMs);
  }
  for (const [service, own] of byService) {
    for (const [name, dependency] of graph.dependenciesOf(service)) {
      if (!dependency.restart) continue;
      const gates = (byService.get(name) ?? []).flatMap((container) =>
        addGate(builder, gated(container), name, dependency),
      );
      for (const container of own) {
        const first = isAlive(container) ? containerKey.stop : containerKey.start;
        builder.addAfter(first(container.name), gates);
      }
    }
  }
  addHooks(builder, graph.hooksOf);
  return builder.build(projectName, []);
}

function addRestart(
  builder: PlanBuilder,
  observed: ObservedLives,
  container: ObservedContainer,
  because: string,
  graceMs: number | undefined,
): void {
  if (!isAlive(container)) {
    addStart(builder, observed, container, because);
    return;
  }
  const stop = containerKey.stop(container.name);
  builder.add(stop, {
    kind: 'stop-container',
    container: refTo(container, whose(container)),
    graceMs,
    because,
  });
  addStart(builder, observed, container, because, [stop]);
}

/** The services and those that want to be restarted with them, however far. */
function withRestarted(graph: ServiceGraph, services: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(services);
  for (let before = -1; before !== all.size;) {
    before = all.size;
    for (const service of graph.names) {
      const isHit = [...graph.dependenciesOf(service)].some(
        ([name, { restart }]) => restart && all.has(name),
      );
      if (isHit) all.add(service);
    }
  }
  return all;
}
