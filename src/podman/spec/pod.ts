import type { JsonObject } from '../../lib/json.ts';
import type { PodDesign } from '../../planner/container-design.ts';
import type { Features } from '../features.ts';
import { podCreateCommand } from './create-command.ts';
import { usernsSpec } from './namespaces.ts';
import { attachmentSpec, hostsSpec } from './network.ts';
import { withLowPorts } from './low-ports.ts';
import { portSpec } from './ports.ts';
import { listOrNone, mapOrNone } from './process.ts';

/** The name of a pod's infra container. Chosen by us, so that it can be started without looking it up. */
export function infraName(pod: string): string {
  return `${pod}-infra`;
}

/** The project's pod as libpod's `pods/create` takes it. */
export function podSpec(design: PodDesign, features: Features): JsonObject {
  const spec: JsonObject = {
    name: design.name,
    infra_name: infraName(design.name),
    labels: Object.fromEntries(design.labels),
    // The pod outlives its members: one that ends takes nothing else along.
    exit_policy: 'continue',
    // Only the network is shared: hostname and memory segments are each service's own, as with Docker.
    shared_namespaces: ['net'],
    netns: { nsmode: 'bridge' },
    networks: attachmentSpec(design.networks),
    portmappings: portSpec(design.ports),
    hostadd: hostsSpec(design.hosts),
    hostsFile: features.hasBaseHostsFile ? 'none' : undefined,
    dns_server: listOrNone(design.dns),
    dns_search: listOrNone(design.dnsSearch),
    dns_option: listOrNone(design.dnsOptions),
    sysctl: mapOrNone(withLowPorts(design.sysctls)),
    shm_size: design.shmSizeBytes,
    userns: usernsSpec(design.usernsMode),
  };
  return { ...spec, pod_create_command: podCreateCommand(spec) };
}
