import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { ContainerDesign, NetworkAttachment, Place, PublishedPort } from './container-design.ts';
import type { ServiceDesign } from './design.ts';
import { label } from './labels.ts';
import { containerName, extraHostsOf } from './names.ts';
import { PortAllocator } from './published-ports.ts';

/** A container of a service that runs once, for one command. */
export interface OneOffRequest {
  /** Its name on the engine. */
  readonly name: string;
  /** What tells it from others, as a label. */
  readonly slug: string;
  /** The service as it shall run here, command and ports included. */
  readonly service: Service;
  /** It answers to the service's names. */
  readonly withAliases: boolean;
  /** The engine removes it when it has ended, with its anonymous volumes. */
  readonly isRemovedAtEnd: boolean;
  /** False: it is only created; who asked for it attaches and starts it. */
  readonly start: boolean;
}

/**
 * The one-off as a container. It never lives in the pod: it would claim the ports of the service that may run there. Beside
 * the pod, on the same networks, it reaches every service by name, and nobody takes it for the service.
 */
export function oneOffDesign(
  project: Project,
  { container, attachments }: ServiceDesign,
  request: OneOffRequest,
): ContainerDesign {
  const { service } = request;
  const base = container(1);
  const published = new PortAllocator(project.origins).allocate(service);
  const isSharer = service.networking.kind === 'join-service';
  const place = isSharer
    ? base.place
    : placeOf(base.place, attachmentsFor(project, attachments(1), request), published);
  return {
    ...base,
    name: request.name,
    service,
    replica: 1,
    place,
    hostname: service.hostname,
    hosts: extraHostsOf(service),
    labels: new Map([
      ...base.labels,
      ...service.labels,
      [label.oneOff, 'True'],
      [label.slug, request.slug],
      [label.place, place.kind],
      [label.ports, JSON.stringify('ports' in place ? place.ports : [])],
    ]),
    isRemovedAtEnd: request.isRemovedAtEnd,
  };
}

function placeOf(
  usual: Place,
  networks: readonly NetworkAttachment[],
  ports: readonly PublishedPort[],
): Place {
  switch (usual.kind) {
    case 'pod':
    case 'beside':
      return { kind: 'beside', reason: 'a one-off has a network namespace of its own', networks, ports };
    case 'join':
      return usual;
    case 'mode':
      return { ...usual, ports: usual.mode === 'host' || usual.mode === 'none' ? [] : ports };
  }
}

/** Without names unless they are wanted, and never with addresses of its own: the service's containers have those. */
function attachmentsFor(
  project: Project,
  usual: readonly NetworkAttachment[],
  { service, withAliases }: OneOffRequest,
): readonly NetworkAttachment[] {
  const taken = containerName(project.name, service, 1);
  return usual.map((attachment) => ({
    ...attachment,
    aliases: withAliases ? attachment.aliases.filter((alias) => alias !== taken) : [],
    staticIps: [],
    staticMac: undefined,
  }));
}
