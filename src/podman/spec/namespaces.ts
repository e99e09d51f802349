import type { JsonObject } from '../../lib/json.ts';
import type { NamespaceMode } from '../../model/service.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';

/** The namespaces that a service asks for: pid, ipc, user, cgroup. What it does not ask for is private, as it is with Docker. */
export function namespaceSpec(design: ContainerDesign): JsonObject {
  const { service, place } = design;
  return {
    pidns: namespaceOf(service.pidMode, design),
    ipcns: namespaceOf(service.ipcMode, design),
    // A pod has one user namespace for all its members, which the pod itself asks for.
    userns: place.kind === 'pod' ? undefined : usernsSpec(service.usernsMode),
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

function namespaceOf(mode: NamespaceMode | undefined, { siblings }: ContainerDesign): JsonObject | undefined {
  if (mode === undefined) return undefined;
  if (mode.kind === 'mode') return { nsmode: mode.mode };
  const container = mode.kind === 'container' ? mode.container : siblings.get(mode.service);
  return { nsmode: 'container', value: container };
}
