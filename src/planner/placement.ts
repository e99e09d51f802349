import { stableJson } from '../lib/stable-json.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Attachment } from '../model/networking.ts';
import type { PlacementMode } from '../model/placement.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { ObservedImage } from './observed.ts';
import { servicesByName } from './order.ts';
import { ownAddressReason } from './own-address.ts';
import { lossReason } from './parted.ts';
import type { PortClash } from './parted.ts';
import { withoutPortClashes } from './port-claims.ts';

/** Where one service goes. `join` and `mode` were asked for by the file itself. */
export type ServicePlacement =
  | { readonly kind: 'pod' }
  | {
      readonly kind: 'beside';
      readonly reason: string;
      /** It is there because of its number of replicas, now or before. */
      readonly isForReplicas?: boolean;
      /** It is there because of a port that was found taken, now or before. */
      readonly isForPort?: boolean;
    }
  | { readonly kind: 'join-service'; readonly service: ServiceName }
  | { readonly kind: 'join-container'; readonly container: string }
  | { readonly kind: 'mode'; readonly mode: string };

/** What placement needs beside the project. */
export interface PlacementInput {
  readonly mode: PlacementMode;
  readonly replicas: ReadonlyMap<ServiceName, number>;
  /** Services that came to live beside the pod when they had several replicas: one that is left stays there. */
  readonly scaledDown?: ReadonlySet<ServiceName>;
  /** Services that came to live beside the pod because of a port that was found taken there, each with the reason. */
  readonly parted?: ReadonlyMap<ServiceName, string>;
  /** Members that were seen to want one port. */
  readonly clashes?: readonly PortClash[];
  /** Local images, for the ports that they expose. */
  readonly images: ReadonlyMap<string, ObservedImage>;
}

/**
 * Where each service goes: into the one pod wherever a shared network namespace keeps what the file says; beside it, on the
 * same networks, where it would not. The answer depends on the project alone, never on the order of its keys.
 */
export function placeServices(
  project: Project,
  input: PlacementInput,
): ReadonlyMap<ServiceName, ServicePlacement> {
  const placements = new Map<ServiceName, ServicePlacement>();
  const services = servicesByName(project);
  const candidates: Service[] = [];
  for (const service of services) {
    const own = ownPlacement(service);
    if (own !== undefined) placements.set(service.name, own);
    else if (input.mode === 'network')
      placements.set(service.name, { kind: 'beside', reason: 'placement is `network`' });
    else {
      const reason = besideReason(service) ?? wishReason(service, input);
      const count = replicasReason(service, input);
      const parted = partedReason(service, input);
      if (reason !== undefined) placements.set(service.name, { kind: 'beside', reason });
      else if (parted !== undefined) {
        placements.set(service.name, { kind: 'beside', reason: parted, isForPort: true });
      } else if (count === undefined) candidates.push(service);
      else placements.set(service.name, { kind: 'beside', reason: count, isForReplicas: true });
    }
  }
  const beside = (service: Service, reason: string, isForPort = false) =>
    placements.set(service.name, { kind: 'beside', reason, ...(isForPort ? { isForPort } : {}) });
  let members = keepLargestGroup(candidates, networkSet, (service, kept) => {
    beside(service, `its networks (${shown(networkSet(service))}) are not the pod's (${shown(kept)})`);
  });
  members = keepLargestGroup(members, resolverSettings, (service) =>
    beside(service, 'its DNS settings are not those of the pod'),
  );
  members = keepLargestGroup(members, networkSysctls, (service) =>
    beside(service, 'its network sysctls are not those of the pod'),
  );
  members = withoutHostClashes(members, project, beside);
  members = withoutPortClashes(members, { project, ...input }, beside);
  const inPod = withoutSplitNamespaces(project, members, beside);
  for (const service of services) {
    // Who shares the network of a member shares the pod's, and Podman wants it to be a member then, too.
    if (inPod(service.name)) placements.set(service.name, { kind: 'pod' });
  }
  return placements;
}

/**
 * Podman lets a namespace be shared among members of the pod, or among containers beside it, but not from one to the other.
 * Gives who is in the pod in the end.
 */
function withoutSplitNamespaces(
  project: Project,
  members: readonly Service[],
  leave: (service: Service, reason: string) => void,
): (name: ServiceName) => boolean {
  const names = new Set(members.map(({ name }) => name));
  /** The service whose network this one has in the end. */
  const owner = (name: ServiceName): ServiceName => {
    const networking = project.services.get(name)?.networking;
    return networking?.kind === 'join-service' ? owner(networking.service) : name;
  };
  const inPod = (name: ServiceName): boolean => names.has(owner(name));
  const shared = servicesByName(project).flatMap((service) =>
    (['pidMode', 'ipcMode'] as const).flatMap((key) => {
      const mode = service[key];
      return mode?.kind === 'service' ? [{ service, with: mode.service, what: key.slice(0, 3) }] : [];
    }),
  );
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    for (const { service, with: other, what } of shared) {
      if (inPod(service.name) === inPod(other)) continue;
      const [inside, outside] = inPod(other) ? [other, service.name] : [service.name, other];
      const left = project.services.get(owner(inside));
      if (left === undefined) continue;
      names.delete(left.name);
      leave(left, `it shares a ${what} namespace with ${outside}, which lives beside the pod`);
      isSettled = false;
    }
  }
  return inPod;
}

/** A namespace of its own that the file asks for. */
function ownPlacement(service: Service): ServicePlacement | undefined {
  const { networking } = service;
  switch (networking.kind) {
    case 'bridge':
      return undefined;
    case 'host':
    case 'none':
      return { kind: 'mode', mode: networking.kind };
    case 'engine-mode':
      return { kind: 'mode', mode: networking.mode };
    case 'join-service':
      return { kind: 'join-service', service: networking.service };
    case 'join-container':
      return { kind: 'join-container', container: networking.container };
  }
}

/** What only a network namespace of its own can give, whoever else is in the pod. */
function besideReason(service: Service): string | undefined {
  if (service.placement === 'beside') return 'the file says so';
  if (service.usernsMode !== undefined && service.usernsMode !== 'host') {
    return `its user namespace (${service.usernsMode}) cannot be had inside a pod`;
  }
  if (service.podman.uidMaps.length > 0) return 'its map of user ids cannot be had inside a pod';
  if (service.podman.keepsImageHosts) return 'it keeps the hosts file of its image';
  if (service.macAddress !== undefined) return 'it has a MAC address of its own';
  for (const attachment of attachmentsOf(service)) {
    if (attachment.ipv4Address !== undefined || attachment.ipv6Address !== undefined) {
      return `it has an address of its own on ${attachment.network}`;
    }
    if (attachment.macAddress !== undefined)
      return `it has a MAC address of its own on ${attachment.network}`;
    if (attachment.interfaceName !== undefined) return `it names its interface on ${attachment.network}`;
    if (attachment.linkLocalIps.length > 0)
      return `it has link-local addresses of its own on ${attachment.network}`;
  }
  return undefined;
}

/** What speaks for a namespace of its own where neither the file nor the user asked for the pod. */
function wishReason(service: Service, { mode }: PlacementInput): string | undefined {
  return mode === 'auto' && service.placement === undefined ? ownAddressReason(service) : undefined;
}

/** What was seen on the engine, unless somebody asked for the pod. */
function partedReason(service: Service, { mode, parted, clashes = [] }: PlacementInput): string | undefined {
  if (mode !== 'auto' || service.placement !== undefined) return undefined;
  return parted?.get(service.name) ?? lossReason(service, clashes);
}

/** Several replicas cannot share one namespace; moving the last one that is left would only cost its service a new container. */
function replicasReason(service: Service, input: PlacementInput): string | undefined {
  const replicas = input.replicas.get(service.name) ?? service.replicas;
  if (replicas > 1) return `${replicas} replicas need a network namespace each`;
  return replicas === 1 && service.placement === undefined && input.scaledDown?.has(service.name) === true
    ? 'it came there with other replicas; `--force-recreate` moves it into the pod'
    : undefined;
}

/**
 * Keeps the services that share the most common value of a property; ties go to the value that sorts first. Where the file
 * puts services into the pod, theirs count alone.
 */
function keepLargestGroup(
  services: readonly Service[],
  property: (service: Service) => string,
  leave: (service: Service, kept: string) => void,
): readonly Service[] {
  const groups = new Map<string, Service[]>();
  for (const service of services) {
    const value = property(service);
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [service]);
    else group.push(service);
  }
  const pinned = (members: readonly Service[]) =>
    members.filter((service) => service.placement === 'pod').length;
  const [largest] = [...groups].sort(
    ([a, x], [b, y]) => pinned(y) - pinned(x) || y.length - x.length || (a < b ? -1 : a > b ? 1 : 0),
  );
  if (largest === undefined) return [];
  const [kept, members] = largest;
  for (const service of services) if (property(service) !== kept) leave(service, kept);
  return members;
}

/** A host name that means one address to one service and another to the rest cannot stand in the pod's one hosts file. */
function withoutHostClashes(
  members: readonly Service[],
  project: Project,
  leave: (service: Service, reason: string) => void,
): readonly Service[] {
  const claimed = new Map<string, string>();
  for (const name of project.services.keys()) claimed.set(name, `service ${name}`);
  return members.filter((service) => {
    const wanted = groupHosts(service);
    const clash = [...wanted].find(([host, addresses]) => (claimed.get(host) ?? addresses) !== addresses);
    if (clash !== undefined) {
      leave(service, `its extra host ${clash[0]} means something else in the pod`);
      return false;
    }
    for (const [host, addresses] of wanted) claimed.set(host, addresses);
    return true;
  });
}

function groupHosts(service: Service): ReadonlyMap<string, string> {
  const hosts = new Map<string, string[]>();
  for (const { host, address } of service.extraHosts) hosts.set(host, [...(hosts.get(host) ?? []), address]);
  return new Map([...hosts].map(([host, addresses]) => [host, addresses.sort().join(' ')]));
}

function attachmentsOf(service: Service): readonly Attachment[] {
  return service.networking.kind === 'bridge' ? service.networking.attachments : [];
}

function networkSet(service: Service): string {
  return attachmentsOf(service)
    .map((attachment) => attachment.network)
    .sort()
    .join(' ');
}

function resolverSettings(service: Service): string {
  if (service.dns.length + service.dnsSearch.length + service.dnsOptions.length === 0) return '';
  return stableJson([service.dns, service.dnsSearch, service.dnsOptions]);
}

function networkSysctls(service: Service): string {
  const shared = [...service.sysctls].filter(([key]) => key.startsWith('net.')).sort();
  return shared.length === 0 ? '' : stableJson(shared);
}

function shown(networks: string): string {
  return networks === '' ? 'none' : networks.replaceAll(' ', ', ');
}
