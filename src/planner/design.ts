import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type {
  ContainerDesign,
  NetworkAttachment,
  Place,
  PodDesign,
  PublishedPort,
} from './container-design.ts';
import { keysLabel } from './changed-keys.ts';
import { keyDigests } from './key-digests.ts';
import { contentsKey, fileObjectMounts, fileObjectUses } from './file-object-mounts.ts';
import { dependsOnLabel, label, projectLabels } from './labels.ts';
import { mountedVolumes } from './mounted-volumes.ts';
import { containerName, extraHostsOf, imageOf, linkAliases, podName, serviceAliases } from './names.ts';
import { partedBefore } from './parted.ts';
import { placeServices } from './placement.ts';
import type { ServicePlacement } from './placement.ts';
import { servicesByName } from './order.ts';
import { namesBeside, podDesign } from './pod-design.ts';
import { portsLabel } from './ports-label.ts';
import { PortAllocator } from './published-ports.ts';
import type { ObservedState } from './observed.ts';
import type { ReconcileOptions } from './reconcile-options.ts';

/** The whole project as containers and a pod: what should be there when the work is done. */
export interface ProjectDesign {
  /** undefined when no service is in it. */
  readonly pod: PodDesign | undefined;
  readonly services: ReadonlyMap<ServiceName, ServiceDesign>;
  /** Names that the pod must not answer to. */
  readonly namesBeside: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** One service: where it goes, and a function that gives the container of a number. */
export interface ServiceDesign {
  readonly service: Service;
  readonly placement: ServicePlacement;
  /** How many containers it should have. */
  readonly replicas: number;
  readonly image: string;
  /** The label that says which secrets' and configs' bytes it should hold. */
  readonly contents: string;
  /** Names on the engine of the volumes that it mounts by name, sorted. */
  readonly volumes: readonly string[];
  readonly container: (replica: number) => ContainerDesign;
  /** What the container of a number is on its networks. */
  readonly attachments: (replica: number) => readonly NetworkAttachment[];
}

/** Designs all active services of a project; only those that run or shall run publish ports on the pod. */
export function designProject(
  project: Project,
  observed: ObservedState,
  options: ReconcileOptions,
): ProjectDesign {
  const diagnostics: Diagnostic[] = [];
  const ordered = servicesByName(project);
  const replicas = new Map(
    ordered.map((service) => [service.name, options.scale.get(service.name) ?? service.replicas]),
  );
  const placements = placeServices(project, {
    mode: options.placement,
    replicas,
    images: observed.images,
    scaledDown: scaledDown(observed, options),
    parted: new Map([...partedBefore(observed), ...(options.parted ?? [])]),
    ...(options.clashes === undefined ? {} : { clashes: options.clashes }),
  });
  const running = new Set(
    observed.containers.filter(({ isOneOff }) => !isOneOff).map(({ service }) => service),
  );
  const ports = new PortAllocator(project.origins);
  const inPod = ordered.filter(
    (service) =>
      service.provider === undefined &&
      placements.get(service.name)?.kind === 'pod' &&
      (replicas.get(service.name) ?? 0) > 0,
  );
  const podPorts = new Map<ServiceName, readonly PublishedPort[]>();
  for (const service of inPod) {
    if (options.selected.has(service.name) || running.has(service.name)) {
      podPorts.set(service.name, ports.allocate(service));
    }
  }
  const pod = podPorts.size === 0 ? undefined : podDesign(project, inPod, [...podPorts.values()].flat());

  const services = new Map<ServiceName, ServiceDesign>();
  for (const service of ordered) {
    const placement = placements.get(service.name);
    if (placement === undefined) continue;
    const { mounts, diagnostics: mountProblems } = fileObjectMounts(project, service, options.contents);
    if (options.selected.has(service.name)) diagnostics.push(...mountProblems);
    const contents = contentsLabel(project, service, options);
    const volumes = mountedVolumes(project, service);
    const common = new Map([
      ...commonLabels(project, service, placement, contents),
      ...(volumes.length === 0 ? [] : [[label.volumes, volumes.join(' ')] as const]),
    ]);
    services.set(service.name, {
      service,
      placement,
      replicas: replicas.get(service.name) ?? 0,
      image: imageOf(project.name, service),
      contents,
      volumes,
      attachments: (replica) => attachmentsOf(project, service, replica),
      container: (replica) => {
        const place = placeOf(project, service, placement, replica, () => ports.allocate(service));
        const published =
          place.kind === 'pod' ? podPorts.get(service.name) : 'ports' in place ? place.ports : [];
        return {
          name: containerName(project.name, service, replica),
          service,
          replica,
          place,
          labels: new Map([
            ...common,
            [label.keys, keysLabel(keyDigests(service))],
            [label.number, String(replica)],
            [label.ports, portsLabel(published ?? [])],
          ]),
          image: imageOf(project.name, service),
          hostname: service.hostname ?? (place.kind === 'pod' ? service.name : undefined),
          volumeNames: new Map([...project.volumes].map(([key, volume]) => [key, volume.name])),
          fileObjects: mounts,
          siblings: siblingsOf(project, service, placement),
          inheritedVolumes: new Map(),
          hosts: place.kind === 'pod' ? [] : extraHostsOf(service),
        };
      },
    });
  }
  diagnostics.push(...nameClashes(project, services, options));
  return {
    pod,
    services,
    namesBeside: namesBeside(project, placements),
    get diagnostics() {
      return [...diagnostics, ...ports.diagnostics];
    },
  };
}

/** Services that have containers which came to live beside the pod with others of their kind. */
function scaledDown({ containers }: ObservedState, options: ReconcileOptions): ReadonlySet<ServiceName> {
  const isMadeAnew = (name: ServiceName): boolean =>
    options.recreate === 'force' && options.targets.has(name);
  return new Set(
    containers
      .filter(({ pod, isOneOff, labels }) => pod === undefined && !isOneOff && labels.has(label.replicas))
      .flatMap(({ service }) => (service === undefined ? [] : [service as ServiceName]))
      .filter((name) => !isMadeAnew(name)),
  );
}

function placeOf(
  project: Project,
  service: Service,
  placement: ServicePlacement,
  replica: number,
  allocate: () => readonly PublishedPort[],
): Place {
  switch (placement.kind) {
    case 'pod':
      return { kind: 'pod', pod: podName(project) };
    case 'beside':
      return {
        kind: 'beside',
        reason: placement.reason,
        networks: attachmentsOf(project, service, replica),
        ports: allocate(),
      };
    case 'join-service':
      return { kind: 'join', container: siblingName(project, placement.service) };
    case 'join-container':
      return { kind: 'join', container: placement.container };
    case 'mode':
      return {
        kind: 'mode',
        mode: placement.mode,
        ports: placement.mode === 'host' || placement.mode === 'none' ? [] : allocate(),
      };
  }
}

function attachmentsOf(project: Project, service: Service, replica: number): readonly NetworkAttachment[] {
  if (service.networking.kind !== 'bridge') return [];
  const names = [containerName(project.name, service, replica), ...linkAliases(project, service)];
  const aliases = [...new Set([...serviceAliases(service), ...names])];
  return service.networking.attachments.map((attachment) => ({
    name: project.networks.get(attachment.network)?.name ?? attachment.network,
    aliases: [...new Set([...aliases, ...attachment.aliases])].sort(),
    staticIps: [attachment.ipv4Address, attachment.ipv6Address].filter((ip) => ip !== undefined),
    staticMac: attachment.macAddress ?? service.macAddress,
    interfaceName: attachment.interfaceName,
    options: attachment.driverOptions,
  }));
}

/** Containers of other services whose namespaces or volumes this one uses: the first of each. */
function siblingsOf(
  project: Project,
  service: Service,
  placement: ServicePlacement,
): ReadonlyMap<ServiceName, string> {
  const names = new Set<ServiceName>();
  // In the pod, the network is the pod's and not the other's.
  if (placement.kind === 'join-service') names.add(placement.service);
  for (const mode of [service.pidMode, service.ipcMode])
    if (mode?.kind === 'service') names.add(mode.service);
  for (const { from } of service.volumesFrom) if (from.kind === 'service') names.add(from.service);
  return new Map([...names].map((name) => [name, siblingName(project, name)]));
}

function siblingName(project: Project, name: ServiceName): string {
  const service = project.services.get(name) ?? project.disabledServices.get(name);
  return service === undefined ? `${project.name}-${name}-1` : containerName(project.name, service, 1);
}

function commonLabels(
  project: Project,
  service: Service,
  placement: ServicePlacement,
  contents: string,
): ReadonlyMap<string, string> {
  return new Map([
    ...service.labels,
    ...projectLabels(project),
    [label.service, service.name],
    [label.oneOff, 'False'],
    [label.configHash, service.configHash],
    [label.dependsOn, dependsOnLabel(service)],
    [label.selkieProject, project.name],
    [label.place, placement.kind],
    ...(placement.kind === 'beside' && placement.isForReplicas === true
      ? [[label.replicas, 'true'] as const]
      : []),
    ...(placement.kind === 'beside' && placement.isForPort === true
      ? [[label.parted, placement.reason] as const]
      : []),
    ...(contents === '' ? [] : [[label.contents, contents] as const]),
  ]);
}

/** Which bytes a service's secrets and configs had, as one label; empty without any. */
function contentsLabel(project: Project, service: Service, options: ReconcileOptions): string {
  return fileObjectUses(project, service)
    .map(({ object }) => contentsKey(object))
    .flatMap((key) => {
      const facts = options.contents.get(key);
      return facts === undefined ? [] : [`${key}=${facts.digest}`];
    })
    .sort()
    .join(' ');
}

function nameClashes(
  project: Project,
  services: ReadonlyMap<ServiceName, ServiceDesign>,
  options: ReconcileOptions,
): readonly Diagnostic[] {
  const owners = new Map<string, ServiceName>();
  const found: Diagnostic[] = [];
  for (const { service, replicas } of services.values()) {
    const name = service.containerName;
    if (name === undefined || replicas === 0 || !options.selected.has(service.name)) continue;
    const other = replicas > 1 ? service.name : owners.get(name);
    owners.set(name, service.name);
    if (other === undefined) continue;
    const span = project.origins.find(['services', service.name, 'container_name']);
    found.push(diagnose('plan/name-twice', { name, service: service.name, other }, span));
  }
  return found;
}
