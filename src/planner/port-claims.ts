import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { imageOf } from './names.ts';
import type { ObservedImage } from './observed.ts';
import { hasLost, portsSeen } from './parted.ts';
import type { PortClash } from './parted.ts';
import { toldPorts } from './told-ports.ts';

/** What is known of ports beside the services themselves. */
export interface ClaimInput {
  readonly project: Project;
  /** Local images, for the ports that they expose. */
  readonly images: ReadonlyMap<string, ObservedImage>;
  /** Members that were seen to want one port. */
  readonly clashes?: readonly PortClash[];
}

/**
 * Two services cannot listen on one port of the pod. Who has to be in it comes first; a published port is a strong claim, then
 * `expose`, then the image's EXPOSE, then what other settings show; among equals who has the port already stays, then the service
 * whose name sorts first.
 */
export function withoutPortClashes(
  members: readonly Service[],
  { project, images, clashes = [] }: ClaimInput,
  leave: (service: Service, reason: string, isForPort: boolean) => void,
): readonly Service[] {
  const claims = members
    .map((service) => ({
      service,
      seen: portsSeen(service, clashes),
      hasLost: hasLost(service, clashes),
      ...portClaims(service, images.get(imageOf(project.name, service)), toldPorts(service, project)),
    }))
    .sort(
      (a, b) =>
        a.strength - b.strength || Number(a.hasLost) - Number(b.hasLost) || byName(a.service, b.service),
    );
  const owners = new Map<string, { readonly name: ServiceName; readonly isAnnounced: boolean }>();
  const left = new Set<ServiceName>();
  for (const { service, ports, seen } of claims) {
    const clash = [...ports, ...seen].find((port) => owners.has(port));
    if (clash === undefined) {
      for (const port of [...ports, ...seen]) {
        owners.set(port, { name: service.name, isAnnounced: ports.includes(port) });
      }
    } else {
      const owner = owners.get(clash);
      const isForPort = !ports.includes(clash) || owner?.isAnnounced === false;
      left.add(service.name);
      leave(service, `port ${clash} in the pod belongs to ${owner?.name ?? ''}`, isForPort);
    }
  }
  return members.filter((service) => !left.has(service.name));
}

/** True where the file or the image says which ports the service listens on. */
export function announcesPorts(
  project: Project,
  service: Service,
  images: ReadonlyMap<string, ObservedImage>,
): boolean {
  const image = images.get(imageOf(project.name, service));
  return portClaims(service, image, toldPorts(service, project)).ports.length > 0;
}

function portClaims(
  service: Service,
  image: ObservedImage | undefined,
  told: readonly string[],
): { readonly strength: number; readonly ports: readonly string[] } {
  const ports = new Set<string>();
  for (const { target, protocol } of service.ports) ports.add(`${target}/${protocol}`);
  for (const { first, last, protocol } of service.expose) {
    for (let port = first; port <= last; port++) ports.add(`${port}/${protocol}`);
  }
  for (const port of image?.exposedPorts ?? []) ports.add(port);
  const isDeclared = ports.size > 0;
  for (const port of told) ports.add(port);
  return { strength: claimStrength(service, isDeclared), ports: [...ports] };
}

/** Lower comes first. */
function claimStrength({ placement, ports, expose }: Service, isDeclared: boolean): number {
  if (placement === 'pod') return -1;
  if (ports.length > 0) return 0;
  if (expose.length > 0) return 1;
  return isDeclared ? 2 : 3;
}

function byName(a: Service, b: Service): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
