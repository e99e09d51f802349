import { stableJson } from '../lib/stable-json.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { sha256 } from '../lib/sha256.ts';
import type { NetworkAttachment, PodDesign, PublishedPort } from './container-design.ts';
import { label, projectLabels } from './labels.ts';
import { containerName, extraHostsOf, linkAliases, podName, serviceAliases } from './names.ts';
import type { ServicePlacement } from './placement.ts';

/**
 * The pod of the given services. Every name of a member is an alias on the pod's networks, and in the pod's hosts file means
 * 127.0.0.1, so that servers on the loopback address are reached by name too. A running member's host name and container name
 * are written there by Podman, and taken out when it stops (seen with 5.4 and 5.8); the others are the pod's own.
 */
export function podDesign(
  project: Project,
  members: readonly Service[],
  ports: readonly PublishedPort[],
): PodDesign {
  const names = podNames(project, members);
  const hosts = namesToWrite(project, members, names);
  const first = [...members]
    .filter(({ networking }) => networking.kind === 'bridge')
    .sort((a, b) => (a.name < b.name ? -1 : 1))[0];
  const networks = podNetworks(project, first, names);
  const { podOptions } = project.placement;
  const settings = {
    networks: networks.map(({ name }) => name),
    ports: ports.map((port) => ({ ...port })),
    extraHosts: [...extraHosts(members), ...podOptions.hosts],
    dns: [...(first?.dns ?? []), ...podOptions.dns],
    dnsSearch: [...(first?.dnsSearch ?? []), ...podOptions.dnsSearch],
    dnsOptions: [...(first?.dnsOptions ?? []), ...podOptions.dnsOptions],
    sysctls: Object.fromEntries([...networkSysctls(first), ...podOptions.sysctls]),
    ...(podOptions.labels.size > 0 ? { labels: Object.fromEntries(podOptions.labels) } : {}),
    ...(podOptions.shmSizeBytes === undefined ? {} : { shmSize: podOptions.shmSizeBytes }),
    ...(podOptions.usernsMode === undefined ? {} : { userns: podOptions.usernsMode }),
  };
  return {
    name: podName(project),
    labels: new Map([
      ...podOptions.labels,
      ...projectLabels(project),
      [label.selkieProject, project.name],
      [label.podHash, sha256(stableJson(settings))],
      [label.podNames, hosts.join(' ')],
    ]),
    networks,
    ports,
    hosts: [...hosts.map((name) => [name, '127.0.0.1'] as const), ...settings.extraHosts],
    dns: settings.dns,
    dnsSearch: settings.dnsSearch,
    dnsOptions: settings.dnsOptions,
    sysctls: new Map(Object.entries(settings.sysctls)),
    shmSizeBytes: podOptions.shmSizeBytes,
    usernsMode: podOptions.usernsMode,
  };
}

/** Names of services that live beside the pod, which it must not answer to. */
export function namesBeside(
  project: Project,
  placements: ReadonlyMap<ServiceName, ServicePlacement>,
): ReadonlySet<string> {
  const beside = [...project.services.values()].filter(({ name }) => placements.get(name)?.kind === 'beside');
  return new Set(
    beside.flatMap((service) => [
      ...serviceAliases(service),
      ...linkAliases(project, service),
      containerName(project.name, service, 1),
    ]),
  );
}

/** The names that Podman does not write into the pod's hosts file by itself. */
function namesToWrite(
  project: Project,
  members: readonly Service[],
  names: readonly string[],
): readonly string[] {
  const written = new Set(
    members.flatMap((service) => [service.hostname ?? service.name, containerName(project.name, service, 1)]),
  );
  return names.filter((name) => !written.has(name));
}

/** Every name that is answered inside the pod, sorted. */
function podNames(project: Project, members: readonly Service[]): readonly string[] {
  const names = new Set<string>();
  for (const service of members) {
    for (const name of serviceAliases(service)) names.add(name);
    for (const name of linkAliases(project, service)) names.add(name);
    names.add(containerName(project.name, service, 1));
  }
  return [...names].sort();
}

function podNetworks(
  project: Project,
  member: Service | undefined,
  names: readonly string[],
): readonly NetworkAttachment[] {
  if (member?.networking.kind !== 'bridge') return [];
  return [...member.networking.attachments]
    .sort((a, b) => b.priority - a.priority || (a.network < b.network ? -1 : 1))
    .map((attachment) => ({
      name: project.networks.get(attachment.network)?.name ?? attachment.network,
      aliases: names,
      staticIps: [],
      staticMac: undefined,
      interfaceName: undefined,
      options: new Map(),
    }));
}

function extraHosts(members: readonly Service[]): readonly (readonly [string, string])[] {
  const lines = new Map(members.flatMap(extraHostsOf).map((line) => [line.join(' '), line] as const));
  return [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

function networkSysctls(member: Service | undefined): ReadonlyMap<string, string> {
  return new Map([...(member?.sysctls ?? [])].filter(([key]) => key.startsWith('net.')));
}
