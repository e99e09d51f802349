import type { FileObject } from '../model/secret.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';

/** The project's pod. It ends in `-pod`, as its systemd unit will, unless the file names it. */
export function podName({ name, placement }: Pick<Project, 'name' | 'placement'>): string {
  return placement.podName ?? `${name}-pod`;
}

/** `container_name`, or `project-service-N`, with `_` for `-` where that was asked for. */
export function containerName(project: string, service: Service, replica: number): string {
  return service.containerName ?? joined(service, project, service.name, String(replica));
}

/** False for what another program provides, and for a folder of the host that is run instead of an image. */
export function runsImage({ provider, podman }: Service): boolean {
  return provider === undefined && podman.rootfs === undefined;
}

/** The image to run: as written, or the name that a build without one gets. */
export function imageOf(project: string, service: Service): string {
  return service.image ?? `localhost/${joined(service, project, service.name)}`;
}

/** The name of a container that `run` makes. */
export function oneOffName(project: string, service: Service, slug: string): string {
  return joined(service, project, service.name, 'run', slug);
}

function joined({ nameSeparator }: Service, ...parts: readonly string[]): string {
  return parts.join(nameSeparator ?? '-');
}

/** A secret's or config's name on the engine, where both are secrets and must not meet. */
export function engineSecretName(object: FileObject): string {
  return object.kind === 'secret' ? object.name : `${object.name}.config`;
}

/** Names under which a service is reached, beside its containers' own: its name and its aliases on any network, sorted. */
export function serviceAliases(service: Service): readonly string[] {
  const names = new Set<string>([service.name]);
  if (service.networking.kind === 'bridge') {
    for (const attachment of service.networking.attachments) {
      for (const alias of attachment.aliases) names.add(alias);
    }
  }
  return [...names].sort();
}

/** The service's extra hosts that have an address: Podman takes no others. */
export function extraHostsOf({ extraHosts }: Service): readonly (readonly [name: string, address: string])[] {
  return extraHosts.flatMap(({ host, address }) => (address === '' ? [] : [[host, address] as const]));
}

/** Names that other services of the project give this one by `links`, sorted. */
export function linkAliases(project: Project, target: Service): readonly string[] {
  let aliases = linksOf.get(project);
  if (aliases === undefined) {
    aliases = readLinks(project);
    linksOf.set(project, aliases);
  }
  return aliases.get(target.name) ?? [];
}

/** Projects never change, so their links are looked through once. */
const linksOf = new WeakMap<Project, ReadonlyMap<string, readonly string[]>>();

function readLinks(project: Project): ReadonlyMap<string, readonly string[]> {
  const aliases = new Map<string, Set<string>>();
  for (const { links } of project.services.values()) {
    for (const { service, alias } of links) {
      if (alias === service) continue;
      aliases.set(service, (aliases.get(service) ?? new Set()).add(alias));
    }
  }
  return new Map([...aliases].map(([service, names]) => [service, [...names].sort()]));
}
