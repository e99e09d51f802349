import { containerKey, refTo } from './container-keys.ts';
import { addHooks } from './hooks.ts';
import { containersOf, isAlive, whose } from './living.ts';
import type { ObservedContainer, ObservedLives } from './observed.ts';
import type { Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';
import { providerKey } from './providers.ts';
import type { ServiceGraph } from './service-graph.ts';
import { dependenciesWithin } from './service-graph.ts';

/** What is to be stopped. */
export interface StopOptions {
  readonly graph: ServiceGraph;
  /** undefined: every service that has containers, also those that the file does not have. */
  readonly services: ReadonlySet<string> | undefined;
  /** undefined: each container's own. */
  readonly graceMs: number | undefined;
  readonly because: string;
}

/** The plan that stops containers, dependents first, and removes nothing. One-offs are left alone. */
export function planStop(projectName: string, observed: ObservedLives, options: StopOptions): Plan {
  const builder = new PlanBuilder();
  const services = options.services ?? new Set(observed.containers.flatMap(({ service }) => service ?? []));
  const stopping = containersOf(observed.containers, services).filter(isAlive);
  addStops(builder, stopping, options);
  for (const service of options.services ?? options.graph.names) {
    const provider = options.graph.providerOf(service);
    if (provider === undefined) continue;
    const { because } = options;
    builder.add(
      providerKey(service),
      { kind: 'stop-provider', service, provider, because },
      stopping.map(({ name }) => containerKey.stop(name)),
    );
  }
  const isWhole = options.graph.names.every((name) => services.has(name));
  addPodStops(builder, observed, stopping, { because: options.because, isWhole });
  addHooks(builder, options.graph.hooksOf);
  return builder.build(projectName, []);
}

/** Adds a step for each container, which comes after those of all that depend on it. */
export function addStops(
  builder: PlanBuilder,
  stopping: readonly ObservedContainer[],
  { graph, graceMs, because }: Omit<StopOptions, 'services'>,
): void {
  const byService = new Map<string, ObservedContainer[]>();
  for (const container of stopping) {
    const { service } = whose(container);
    byService.set(service, [...(byService.get(service) ?? []), container]);
    builder.add(containerKey.stop(container.name), {
      kind: 'stop-container',
      container: refTo(container, whose(container)),
      graceMs,
      because,
    });
  }
  for (const [service, dependencies] of dependenciesWithin(graph, new Set(byService.keys()))) {
    const dependents = (byService.get(service) ?? []).map(({ name }) => containerKey.stop(name));
    for (const dependency of dependencies) {
      for (const { name } of byService.get(dependency) ?? []) {
        builder.addAfter(containerKey.stop(name), dependents);
      }
    }
  }
}

/** A pod whose last member ends lets go of its ports and networks, as containers of their own would. */
export function addPodStops(
  builder: PlanBuilder,
  observed: ObservedLives,
  ending: readonly ObservedContainer[],
  { because, isWhole }: { readonly because: string; readonly isWhole: boolean },
): void {
  const gone = new Set(ending);
  for (const { name, infraState } of observed.pods) {
    const members = observed.containers.filter((container) => container.pod === name);
    const isUsed = members.some((container) => isAlive(container) && !gone.has(container));
    const isTouched = isWhole || members.some((container) => gone.has(container));
    if (infraState !== 'running' || isUsed || !isTouched) continue;
    builder.add(
      `stop-pod:${name}`,
      { kind: 'stop-pod', pod: name, because },
      members.flatMap((member) => [containerKey.stop(member.name), containerKey.kill(member.name)]),
    );
  }
}
