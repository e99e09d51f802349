import type { JsonObject } from '../../lib/json.ts';
import type { IdRange } from '../../model/podman-settings.ts';
import type { NamespaceMode, Service } from '../../model/service.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';

/** The namespaces that a service asks for: pid, ipc, user, cgroup. What it does not ask for is private, as it is with Docker. */
export function namespaceSpec(design: ContainerDesign): JsonObject {
  const { service, place } = design;
  return {
    pidns: namespaceOf(service.pidMode, design),
    ipcns: namespaceOf(service.ipcMode, design),
    // A pod has one user namespace for all its members, which the pod itself asks for.
    ...(place.kind === 'pod' ? {} : userSpec(service)),
    cgroupns: service.cgroupMode === undefined ? undefined : { nsmode: service.cgroupMode },
    cgroup_parent: service.cgroupParent,
  };
}

/** `host`, `auto`, `keep-id:uid=1000,gid=1000`, `nomap`: as Podman's command line writes them. */
export function usernsSpec(mode: string | undefined): JsonObject | undefined {
  if (mode === undefined || mode === '') return undefined;
  const [word = '', ...rest] = mode.split(':');
  const value = rest.join(':');
  return { nsmode: word === 'nomap' ? 'no-map' : word, ...(value === '' ? {} : { value }) };
}

/** The mapping that the service asks for, or its mode. */
function userSpec({ usernsMode, podman }: Service): JsonObject {
  const { uidMaps, gidMaps } = podman;
  if (uidMaps.length === 0) return { userns: usernsSpec(usernsMode) };
  return {
    userns: { nsmode: 'private' },
    idmappings: {
      HostUIDMapping: false,
      HostGIDMapping: false,
      UIDMap: uidMaps.map(rangeSpec),
      GIDMap: (gidMaps ?? uidMaps).map(rangeSpec),
    },
  };
}

function rangeSpec({ container, host, count }: IdRange): JsonObject {
  return { container_id: container, host_id: host, size: count };
}

function namespaceOf(mode: NamespaceMode | undefined, { siblings }: ContainerDesign): JsonObject | undefined {
  if (mode === undefined) return undefined;
  if (mode.kind === 'mode') return { nsmode: mode.mode };
  const container = mode.kind === 'container' ? mode.container : siblings.get(mode.service);
  return { nsmode: 'container', value: container };
}
