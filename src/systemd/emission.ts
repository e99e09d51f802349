import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Network } from '../model/networking.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { Volume } from '../model/volume.ts';
import type { ContainerDesign, PodDesign } from '../planner/container-design.ts';
import type { Operation, Plan } from '../planner/plan.ts';
import { isAtLeast } from '../podman/version.ts';
import type { Target } from './target.ts';
import type { Named, UnitNames } from './unit-names.ts';
import { nameUnits } from './unit-names.ts';
import { firstWithBuilds } from './versions.ts';

/** A thing with the labels that `up` gives it. */
export interface Labelled<T> {
  readonly thing: T;
  readonly labels: ReadonlyMap<string, string>;
}

/** What units are made of: what `up` would make of the project on an empty engine, and the relations between its services. */
export interface Emission {
  readonly project: Project;
  readonly plan: Plan;
  readonly target: Target;
  readonly names: UnitNames;
  /** False: the units call `podman run` themselves. */
  readonly isQuadlet: boolean;
  /** The unit that stands for the whole project. */
  readonly handle: string;
  readonly pod: PodDesign | undefined;
  readonly containers: readonly ContainerDesign[];
  readonly networks: readonly Labelled<Network>[];
  readonly volumes: readonly Labelled<Volume>[];
  /** Container → what runs to its end before it starts (`pre_start`), in that order. */
  readonly preStarts: ReadonlyMap<string, readonly ContainerDesign[]>;
  /** Image → the service that it is built for. Without `names.images`, that has to happen beforehand. */
  readonly builds: ReadonlyMap<string, Service>;
  /** Services that others wait for to complete. */
  readonly jobs: ReadonlySet<ServiceName>;
  /** Services that others wait for to be healthy. */
  readonly awaited: ReadonlySet<ServiceName>;
  /** Services with which others are restarted (`restart: true`). */
  readonly leaders: ReadonlySet<ServiceName>;
  readonly diagnostics: Diagnostic[];
}

/** Gathers from a plan for an empty engine what there is to emit. */
export function makeEmission(
  project: Project,
  plan: Plan,
  target: Target,
  naming: Naming = quadletNaming,
): Emission {
  const of = <K extends Operation['kind']>(kind: K): readonly Extract<Operation, { kind: K }>[] =>
    plan.operations.filter(
      (operation): operation is Extract<Operation, { kind: K }> => operation.kind === kind,
    );
  const pod = of('create-pod')[0]?.pod;
  const containers = of('create-container').map(({ container }) => container);
  const networks = of('create-network').map(({ network, labels }) => ({ thing: network, labels }));
  const volumes = of('create-volume').map(({ volume, labels }) => ({ thing: volume, labels }));
  const builds = new Map(of('build-image').map(({ image, service }) => [image, service] as const));
  const hasBuilds = isAtLeast(target.version, firstWithBuilds);
  const services = new Map(containers.map(({ service }) => [service.name, service] as const));
  const relations = [...services.values()].flatMap(({ dependsOn }) => [...dependsOn]);
  const targets = (isMeant: (dependency: (typeof relations)[number][1]) => boolean) =>
    new Set(relations.flatMap(([name, dependency]) => (isMeant(dependency) ? [name] : [])));
  return {
    project,
    plan,
    target,
    names: naming.names({
      project: project.name,
      containers,
      networks: new Map(networks.map(({ thing }) => [thing.name, thing.key])),
      volumes: new Map(volumes.map(({ thing }) => [thing.name, thing.key])),
      images: hasBuilds ? new Map([...builds].map(([image, service]) => [image, service.name])) : new Map(),
    }),
    isQuadlet: naming === quadletNaming,
    handle: pod === undefined ? `${project.name}.target` : naming.pod(project.name, pod),
    pod,
    containers,
    networks,
    volumes,
    preStarts: new Map(
      containers.map(({ name }) => [
        name,
        of('run-pre-start').flatMap(({ container, runner }) => (container.name === name ? [runner] : [])),
      ]),
    ),
    builds,
    jobs: targets(({ condition }) => condition === 'service_completed_successfully'),
    awaited: targets(({ condition }) => condition === 'service_healthy'),
    leaders: targets(({ restart }) => restart),
    diagnostics: [],
  };
}

/** The units of a service's containers; none for one that is not part of this. */
export function unitsOf({ containers, names }: Emission, service: ServiceName): readonly string[] {
  return containers
    .filter((design) => design.service.name === service)
    .flatMap(({ name }) => unitOf(names, name) ?? []);
}

/** The unit of a container, or undefined for one that is not part of this. */
export function unitOf(names: UnitNames, container: string): string | undefined {
  const stem = names.containers.get(container);
  return stem === undefined ? undefined : `${stem}.service`;
}

/** What units are called. */
export interface Naming {
  readonly names: (named: Named) => UnitNames;
  /** The unit of the pod. */
  readonly pod: (project: string, pod: PodDesign) => string;
}

const quadletNaming: Naming = { names: nameUnits, pod: (project) => `${project}-pod.service` };
