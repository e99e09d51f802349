import type { Project } from '../model/project.ts';
import { containerKey, refTo } from './container-keys.ts';
import { addHooks, hooksIn } from './hooks.ts';
import { label, parseDependsOnLabel } from './labels.ts';
import { isAlive, whose } from './living.ts';
import { engineSecretName, imageOf } from './names.ts';
import type { ObservedContainer, ObservedState } from './observed.ts';
import type { ContainerRef, Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';
import { providerKey } from './providers.ts';
import { dependenciesWithin, dependentsAmong, serviceGraph } from './service-graph.ts';

/** What `down` was asked to take away. */
export interface DownOptions {
  /** Only these services and what depends on them; empty is the whole project. */
  readonly services: readonly string[];
  /** Also named volumes of the project, and anonymous ones. */
  readonly volumes: boolean;
  /** Images to remove. */
  readonly images: readonly string[];
  readonly graceMs: number | undefined;
  /** The file, where there is one: its volumes count even when another tool made them. */
  readonly project: Project | undefined;
}

/** The plan that takes a project away. It works from labels alone, so it also clears up after a killed `up`. */
export function planDown(projectName: string, observed: ObservedState, options: DownOptions): Plan {
  const builder = new PlanBuilder();
  const isWhole = options.services.length === 0;
  const leaving = isWhole
    ? observed.containers
    : withDependents(observed.containers, new Set(options.services));
  const pods = isWhole ? observed.pods : [];
  const dependents = dependentsAmong(serviceGraph(undefined, leaving), leaving);
  const removedAlone = new Set(
    leaving.filter(
      (container) =>
        !pods.some((pod) => pod.name === container.pod) ||
        (!options.volumes && container.labels.has(label.anonymousVolumes)),
    ),
  );
  // The engine would keep the one while it has the other. A set grows while it is walked.
  for (const container of removedAlone) for (const other of dependents(container)) removedAlone.add(other);
  const inParallel = isAtLeast(observed.engineVersion, [5, 5]);
  const because = isWhole ? 'the project is taken down' : 'it was named, or depends on one that was';
  const order = stopOrder(leaving);
  const requiring = requirers(leaving);
  const oneOffs = new Set(leaving.filter(({ isOneOff }) => isOneOff).map(({ name }) => name));
  const hooksOf = ({ name, service }: Pick<ContainerRef, 'name' | 'service'>) =>
    oneOffs.has(name) ? undefined : hooksIn(options.project)({ service });
  for (const container of leaving) {
    const isLeftToPod =
      !removedAlone.has(container) &&
      inParallel &&
      !order.isOrdered(container) &&
      (hooksOf({ name: container.name, ...whose(container) })?.preStop ?? []).length === 0 &&
      container.state !== 'paused';
    if (isAlive(container) && !isLeftToPod) {
      builder.add(
        containerKey.stop(container.name),
        {
          kind: 'stop-container',
          container: refTo(container, whose(container)),
          graceMs: options.graceMs,
          because,
        },
        order.before(container).map(({ name }) => containerKey.stop(name)),
      );
    }
    if (!removedAlone.has(container)) continue;
    builder.add(
      containerKey.remove(container.name),
      {
        kind: 'remove-container',
        container: refTo(container, whose(container)),
        withVolumes: options.volumes,
        because,
      },
      [
        containerKey.stop(container.name),
        ...(requiring.get(container.id) ?? []).map((name) => containerKey.remove(name)),
        ...dependents(container)
          .filter(({ requires }) => requires === undefined)
          .map(({ name }) => containerKey.remove(name)),
      ],
    );
  }
  for (const pod of pods) {
    const members = leaving.filter((container) => container.pod === pod.name);
    builder.add(
      `remove-pod:${pod.name}`,
      {
        kind: 'remove-pod',
        pod: pod.name,
        graceMs: options.graceMs,
        members: members
          .filter((container) => !removedAlone.has(container))
          .map((container) => refTo(container, whose(container))),
        because,
      },
      members.flatMap(({ name }) => [containerKey.stop(name), containerKey.remove(name)]),
    );
  }
  const containersGone = builder.keys();
  for (const { name, provider } of options.project?.services.values() ?? []) {
    if (provider === undefined || !(isWhole || options.services.includes(name))) continue;
    builder.add(
      providerKey(name),
      { kind: 'remove-provider', service: name, provider, because },
      containersGone,
    );
  }
  if (isWhole) {
    addRemovals(builder, projectName, observed, options, containersGone);
  }
  for (const image of options.images) {
    builder.add(`remove-image:${image}`, { kind: 'remove-image', image, because: '`--rmi`' }, containersGone);
  }
  addHooks(builder, hooksOf);
  return builder.build(projectName, []);
}

/** Images that `--rmi` means: `local` those that the project builds without a name of its own, `all` every service's. */
export function imagesToRemove(project: Project, which: 'local' | 'all'): readonly string[] {
  const services = [...project.services.values(), ...project.disabledServices.values()];
  const images = services
    .filter((service) => which === 'all' || service.image === undefined)
    .map((service) => imageOf(project.name, service));
  return [...new Set(images)].sort();
}

function addRemovals(
  builder: PlanBuilder,
  projectName: string,
  observed: ObservedState,
  options: DownOptions,
  after: readonly string[],
): void {
  const because = 'the project is taken down';
  const isOurs = (labels: ReadonlyMap<string, string>) =>
    labels.get(label.project) === projectName || labels.get(label.selkieProject) === projectName;
  for (const { name, labels } of observed.networks) {
    if (isOurs(labels))
      builder.add(`remove-network:${name}`, { kind: 'remove-network', name, because }, after);
  }
  const declaredSecrets = isAtLeast(observed.engineVersion, [4, 7]) ? new Set() : ownSecrets(options.project);
  for (const { name, labels } of observed.secrets) {
    if (isOurs(labels) || declaredSecrets.has(name))
      builder.add(`remove-secret:${name}`, { kind: 'remove-secret', name, because }, after);
  }
  if (!options.volumes) return;
  const declared = new Set(
    [...(options.project?.volumes.values() ?? [])]
      .filter((volume) => !volume.isExternal)
      .map(({ name }) => name),
  );
  for (const { name, labels } of observed.volumes) {
    if (isOurs(labels) || declared.has(name)) {
      builder.add(`remove-volume:${name}`, { kind: 'remove-volume', name, because: '`--volumes`' }, after);
    }
  }
}

/** Secrets and configs that the file has the project make: engines before 4.7 keep no labels of them. */
function ownSecrets(project: Project | undefined): ReadonlySet<string> {
  const objects = [...(project?.secrets.values() ?? []), ...(project?.configs.values() ?? [])];
  return new Set(objects.filter(({ source }) => source.kind !== 'external').map(engineSecretName));
}

/** Adds the containers that depend on the named services, directly or not. */
function withDependents(
  containers: readonly ObservedContainer[],
  named: ReadonlySet<string>,
): readonly ObservedContainer[] {
  const services = new Set(named);
  const serviceOf = new Map(containers.map(({ id, service }) => [id, service]));
  for (let before = -1; before !== services.size;) {
    before = services.size;
    for (const { service, labels, requires = [] } of containers) {
      if (service === undefined) continue;
      const dependencies = parseDependsOnLabel(labels.get(label.dependsOn));
      if (dependencies.some((dependency) => services.has(dependency.service))) services.add(service);
      if (requires.some((id) => services.has(serviceOf.get(id) ?? ''))) services.add(service);
    }
  }
  return containers.filter(
    ({ service, isOneOff }) => service !== undefined && !isOneOff && services.has(service),
  );
}

/** Id of a container → names of those that the engine wants gone before it removes that one. */
function requirers(containers: readonly ObservedContainer[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id, name, requires = [] } of containers) {
    for (const required of requires) {
      if (required !== id) found.set(required, [...(found.get(required) ?? []), name]);
    }
  }
  return found;
}

/** Who has to have stopped before whom, by the labels of the containers that run. */
function stopOrder(containers: readonly ObservedContainer[]): {
  readonly before: (container: ObservedContainer) => readonly ObservedContainer[];
  /** True for a container that has to stop before another. */
  readonly isOrdered: (container: ObservedContainer) => boolean;
} {
  const running = containers.filter(isAlive);
  const services = new Set(running.flatMap(({ service }) => service ?? []));
  const within = dependenciesWithin(serviceGraph(undefined, containers), services);
  const dependents = new Map<string, ObservedContainer[]>();
  const ordered = new Set<ObservedContainer>();
  for (const container of running) {
    for (const service of within.get(container.service ?? '') ?? []) {
      ordered.add(container);
      const list = dependents.get(service);
      if (list === undefined) dependents.set(service, [container]);
      else list.push(container);
    }
  }
  return {
    before: (container) => dependents.get(container.service ?? '') ?? [],
    isOrdered: (container) => ordered.has(container),
  };
}

function isAtLeast(version: readonly [number, number, number], wanted: readonly [number, number]): boolean {
  return version[0] > wanted[0] || (version[0] === wanted[0] && version[1] >= wanted[1]);
}
