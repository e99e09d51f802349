import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Dependency, Provider } from '../model/service.ts';
import { hooksIn } from './hooks.ts';
import type { ContainerHooks } from './hooks.ts';
import { label, parseDependsOnLabel } from './labels.ts';
import type { ObservedContainer } from './observed.ts';

/** The services of a project and what they depend on, for commands that work on containers that are there. */
export interface ServiceGraph {
  /** By the file: the services that are on. Without one: those that have containers. In the order of their names. */
  readonly names: readonly string[];
  /** Never leads back to the service itself, however far it is followed. */
  readonly dependenciesOf: (service: string) => ReadonlyMap<string, Dependency>;
  /** True when the file wants containers of the service. */
  readonly isWanted: (service: string) => boolean;
  /** The program outside the engine that provides a service; undefined for one of containers. */
  readonly providerOf: (service: string) => Provider | undefined;
  /** What the file says that a service does after starts and before stops. */
  readonly hooksOf: (container: { readonly service: string }) => ContainerHooks | undefined;
}

/** A service that the file does not have (or any, where there is no file) is known by the labels of its containers. */
export function serviceGraph(
  project: Project | undefined,
  containers: readonly ObservedContainer[],
): ServiceGraph {
  const byLabels = dependenciesByLabels(containers);
  const inFile = (name: string) => {
    const known = name as ServiceName;
    return project?.services.get(known) ?? project?.disabledServices.get(known);
  };
  const all = [...new Set([...byLabels.keys(), ...(project?.services.keys() ?? [])])].sort();
  const dependencies = withoutCycles(
    all,
    (name): ReadonlyMap<string, Dependency> => inFile(name)?.dependsOn ?? byLabels.get(name) ?? new Map(),
  );
  return {
    names: project === undefined ? all : [...project.services.keys()].sort(),
    dependenciesOf: (service) => dependencies.get(service) ?? new Map(),
    isWanted: (service) => {
      const { replicas = 0, provider } = inFile(service) ?? {};
      return replicas > 0 && provider === undefined;
    },
    providerOf: (service) => inFile(service)?.provider,
    hooksOf: hooksIn(project),
  };
}

/** The services and all that they depend on, within the services of the graph. */
export function withDependencies(graph: ServiceGraph, services: Iterable<string>): ReadonlySet<string> {
  const known = new Set(graph.names);
  // A set grows while it is walked.
  const all = new Set(services);
  for (const service of all) {
    for (const name of graph.dependenciesOf(service).keys()) if (known.has(name)) all.add(name);
  }
  return all;
}

/** For each of `services`, which others of them it depends on: directly, or through services that are not among them. */
export function dependenciesWithin(
  graph: ServiceGraph,
  services: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  const nearest = (service: string): ReadonlySet<string> => {
    const known = found.get(service);
    if (known !== undefined) return known;
    const own = new Set<string>();
    for (const name of graph.dependenciesOf(service).keys()) {
      if (services.has(name)) own.add(name);
      else for (const further of nearest(name)) own.add(further);
    }
    found.set(service, own);
    return own;
  };
  return new Map([...services].map((service) => [service, nearest(service)]));
}

/**
 * Who of the containers depends on which other one of them, directly or through services that are not among them. It may use that
 * one's namespaces or volumes, and then the engine removes it only before that one.
 */
export function dependentsAmong(
  graph: ServiceGraph,
  containers: readonly ObservedContainer[],
): (container: ObservedContainer) => readonly ObservedContainer[] {
  const services = new Set(containers.flatMap(({ service }) => service ?? []));
  const dependents = new Map<string, ObservedContainer[]>();
  const within = dependenciesWithin(graph, services);
  for (const container of containers) {
    for (const name of within.get(container.service ?? '') ?? []) {
      dependents.set(name, [...(dependents.get(name) ?? []), container]);
    }
  }
  return ({ service }) => dependents.get(service ?? '') ?? [];
}

/** By the containers' labels, and by what the engine itself knows that they require. */
function dependenciesByLabels(
  containers: readonly ObservedContainer[],
): ReadonlyMap<string, ReadonlyMap<string, Dependency>> {
  const found = new Map<string, Map<string, Dependency>>();
  const byId = new Map(containers.map(({ id, service }) => [id, service]));
  for (const { service, labels, requires = [] } of containers) {
    if (service === undefined) continue;
    const own = found.get(service) ?? new Map<string, Dependency>();
    found.set(service, own);
    for (const name of requires.map((id) => byId.get(id))) {
      if (name === undefined || name === service) continue;
      own.set(name, { condition: 'service_started', restart: false, isRequired: true });
    }
    for (const { service: name, condition, restart } of parseDependsOnLabel(labels.get(label.dependsOn))) {
      own.set(name, { condition: conditionOf(condition), restart, isRequired: true });
    }
  }
  return found;
}

function conditionOf(text: string): Dependency['condition'] {
  return text === 'service_healthy' || text === 'service_completed_successfully' ? text : 'service_started';
}

/** Containers made from different versions of a file can depend on each other in a circle: what closes it is left out. */
function withoutCycles(
  services: readonly string[],
  dependenciesOf: (service: string) => ReadonlyMap<string, Dependency>,
): ReadonlyMap<string, ReadonlyMap<string, Dependency>> {
  const kept = new Map<string, ReadonlyMap<string, Dependency>>();
  const onPath = new Set<string>();
  const visit = (service: string): void => {
    if (kept.has(service)) return;
    onPath.add(service);
    const own = [...dependenciesOf(service)].filter(([name]) => {
      if (onPath.has(name)) return false;
      visit(name);
      return true;
    });
    onPath.delete(service);
    kept.set(service, new Map(own));
  };
  services.forEach(visit);
  return kept;
}
