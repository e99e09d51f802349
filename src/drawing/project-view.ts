import type { PortMapping } from '../model/port.ts';
import type { Project } from '../model/project.ts';
import type { Dependency, Service } from '../model/service.ts';
import { imageOf, podName } from '../planner/names.ts';
import { servicesByName } from '../planner/order.ts';
import { placeServices } from '../planner/placement.ts';
import type { PlacementInput, ServicePlacement } from '../planner/placement.ts';

/**
 * What a project consists of and how it hangs together, as far as its file says: which ports images expose, and so who has
 * to leave the pod for that, only an engine knows. This is what `graph --format json` prints: members are only ever added,
 * and all are there, null where nothing is known.
 */
export interface ProjectView {
  readonly project: string;
  /** Name of the pod; null where no service is in one. */
  readonly pod: string | null;
  readonly services: readonly ServiceView[];
  readonly networks: readonly ResourceView[];
  readonly volumes: readonly ResourceView[];
  readonly secrets: readonly ResourceView[];
  readonly configs: readonly ResourceView[];
}

/** A network, volume, secret or config. */
interface ResourceView {
  readonly key: string;
  /** Name on the engine. */
  readonly name: string;
  readonly isExternal: boolean;
}

/** One service. */
export interface ServiceView {
  readonly name: string;
  readonly image: string;
  readonly isBuilt: boolean;
  readonly replicas: number;
  /** Others wait for it to end. */
  readonly isJob: boolean;
  readonly hasHealthcheck: boolean;
  /** As compose files write them: `127.0.0.1:8080:80/udp`. */
  readonly ports: readonly string[];
  readonly placement: ServicePlacement['kind'];
  /** Why it is not in the pod, or what namespace it uses; null where there is nothing to say. */
  readonly placementReason: string | null;
  /** Keys of networks. */
  readonly networks: readonly string[];
  readonly volumes: readonly {
    readonly volume: string;
    readonly target: string;
    readonly isReadOnly: boolean;
  }[];
  /** Keys. */
  readonly secrets: readonly string[];
  /** Keys. */
  readonly configs: readonly string[];
  readonly dependsOn: readonly (Dependency & { readonly service: string })[];
}

/** Looks at a project; services come by name. */
export function viewProject(project: Project, mode: PlacementInput['mode']): ProjectView {
  const replicas = new Map([...project.services.values()].map(({ name, replicas: count }) => [name, count]));
  const placements = placeServices(project, { mode, replicas, images: new Map() });
  const jobs = new Set(
    [...project.services.values()].flatMap(({ dependsOn }) =>
      [...dependsOn].flatMap(([name, { condition }]) =>
        condition === 'service_completed_successfully' ? [name] : [],
      ),
    ),
  );
  const isPodUsed = [...placements.values()].some(({ kind }) => kind === 'pod');
  const resources = (
    items: ReadonlyMap<string, { readonly name: string }>,
    isExternal: (key: string) => boolean,
  ) => [...items].map(([key, { name }]) => ({ key, name, isExternal: isExternal(key) })).sort(byKey);
  return {
    project: project.name,
    pod: isPodUsed ? podName(project) : null,
    services: servicesByName(project).map((service) =>
      viewService(project, service, placements.get(service.name) ?? { kind: 'pod' }, jobs.has(service.name)),
    ),
    networks: resources(project.networks, (key) => project.networks.get(key)?.isExternal === true),
    volumes: resources(project.volumes, (key) => project.volumes.get(key)?.isExternal === true),
    secrets: resources(project.secrets, (key) => project.secrets.get(key)?.source.kind === 'external'),
    configs: resources(project.configs, (key) => project.configs.get(key)?.source.kind === 'external'),
  };
}

function viewService(
  project: Project,
  service: Service,
  placement: ServicePlacement,
  isJob: boolean,
): ServiceView {
  const { networking } = service;
  return {
    name: service.name,
    image: imageOf(project.name, service),
    isBuilt: service.build !== undefined,
    replicas: service.replicas,
    isJob,
    hasHealthcheck: service.healthcheck !== undefined,
    ports: service.ports.map(portText),
    placement: placement.kind,
    placementReason: placementReason(placement),
    networks: networking.kind === 'bridge' ? networking.attachments.map(({ network }) => network).sort() : [],
    volumes: service.mounts.flatMap((mount) =>
      mount.kind === 'volume' && mount.source !== undefined
        ? [{ volume: mount.source, target: mount.target, isReadOnly: mount.isReadOnly }]
        : [],
    ),
    secrets: service.secrets.map(({ source }) => source).sort(),
    configs: service.configs.map(({ source }) => source).sort(),
    dependsOn: [...service.dependsOn]
      .filter(([name]) => project.services.has(name))
      .map(([name, dependency]) => ({ service: name, ...dependency }))
      .sort((a, b) => (a.service < b.service ? -1 : 1)),
  };
}

function placementReason(placement: ServicePlacement): string | null {
  switch (placement.kind) {
    case 'pod':
      return null;
    case 'beside':
      return placement.reason;
    case 'join-service':
      return `it uses the network of ${placement.service}`;
    case 'join-container':
      return `it uses the network of container ${placement.container}`;
    case 'mode':
      return `its network mode is ${placement.mode}`;
  }
}

function portText({ target, published, hostIp, protocol }: PortMapping): string {
  const host =
    published === undefined
      ? ''
      : published.first === published.last
        ? `${published.first}`
        : `${published.first}-${published.last}`;
  const address = hostIp === undefined ? '' : `${hostIp.includes(':') ? `[${hostIp}]` : hostIp}:`;
  const suffix = protocol === 'tcp' ? '' : `/${protocol}`;
  return `${address}${host === '' ? (address === '' ? '' : ':') : `${host}:`}${target}${suffix}`;
}

function byKey(a: ResourceView, b: ResourceView): number {
  return a.key < b.key ? -1 : 1;
}
