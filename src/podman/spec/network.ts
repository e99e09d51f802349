import { assertNever } from '../../lib/assert-never.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ContainerDesign, NetworkAttachment } from '../../planner/container-design.ts';
import type { SpecContext } from './context.ts';
import { portSpec } from './ports.ts';
import { listOrNone, mapOrNone } from './process.ts';

/**
 * Where the container's network lives, its names and ports. A pod's member gets none of its own: the engine refuses ports,
 * networks and hosts there, and ignores dns.
 */
export function networkingSpec(design: ContainerDesign, { features }: SpecContext): JsonObject {
  const { place, service } = design;
  const names = hostnameSpec(design);
  switch (place.kind) {
    case 'pod':
      return { ...names, pod: place.pod, expose: exposeSpec(design) };
    case 'join':
      return { ...names, netns: { nsmode: 'container', value: place.container } };
    case 'beside':
      return {
        ...names,
        netns: { nsmode: 'bridge' },
        networks: attachmentSpec(place.networks),
        portmappings: portSpec(place.ports),
        expose: exposeSpec(design),
        ...resolverSpec(design),
        ...(service.podman.keepsImageHosts
          ? { use_image_hosts: true }
          : { base_hosts_file: features.hasBaseHostsFile ? 'none' : undefined }),
      };
    case 'mode':
      return {
        ...(place.mode === 'host' && service.hostname === undefined ? {} : names),
        ...modeSpec(place.mode),
        portmappings: portSpec(place.ports),
        ...resolverSpec(design),
      };
    default:
      return assertNever(place);
  }
}

/** Networks that a pod or container joins; none is the engine's default network. */
export function attachmentSpec(networks: readonly NetworkAttachment[]): JsonObject | undefined {
  if (networks.length === 0) return undefined;
  return Object.fromEntries(networks.map((network) => [network.name, endpointSpec(network)]));
}

/** What a pod or container is on one network. */
export function endpointSpec(network: NetworkAttachment): JsonObject {
  return {
    aliases: listOrNone(network.aliases),
    static_ips: listOrNone(network.staticIps),
    static_mac: network.staticMac,
    interface_name: network.interfaceName,
    options: mapOrNone(network.options),
  };
}

/** Lines for /etc/hosts. An IPv6 address keeps its colons: the engine splits at the first. */
export function hostsSpec(hosts: readonly (readonly [string, string])[]): readonly string[] | undefined {
  return listOrNone(hosts.map(([name, address]) => `${name}:${address}`));
}

function hostnameSpec({ hostname, service, place }: ContainerDesign): JsonObject {
  if (service.utsMode === 'host') return { utsns: { nsmode: 'host' } };
  if (hostname === undefined) return {};
  const { domainname } = service;
  const full = domainname === undefined || hostname.includes('.') ? hostname : `${hostname}.${domainname}`;
  // Beside others in a pod or namespace, a name of its own needs a namespace of its own.
  const isSharing = place.kind === 'pod' || place.kind === 'join' || place.kind === 'mode';
  return { hostname: full, ...(isSharing ? { utsns: { nsmode: 'private' } } : {}) };
}

function exposeSpec({ service }: ContainerDesign): JsonObject | undefined {
  const exposed = new Map<string, string>();
  for (const { first, last, protocol } of service.expose) {
    for (let port = first; port <= last; port++) {
      const before = exposed.get(String(port));
      exposed.set(
        String(port),
        before === undefined || before === protocol ? protocol : `${before},${protocol}`,
      );
    }
  }
  return mapOrNone(exposed);
}

function resolverSpec({ hosts, service }: ContainerDesign): JsonObject {
  return {
    hostadd: service.podman.keepsImageHosts ? undefined : hostsSpec(hosts),
    dns_server: listOrNone(service.dns),
    dns_search: listOrNone(service.dnsSearch),
    dns_option: listOrNone(service.dnsOptions),
  };
}

/** `pasta:--mtu,1500`, `ns:/path`, `host`: the word before the colon is the mode. */
function modeSpec(mode: string): JsonObject {
  const at = mode.indexOf(':');
  const word = at === -1 ? mode : mode.slice(0, at);
  const rest = at === -1 ? undefined : mode.slice(at + 1);
  if (word === 'ns') return { netns: { nsmode: 'path', value: rest } };
  if (word === 'container') return { netns: { nsmode: 'container', value: rest } };
  return {
    netns: { nsmode: word },
    ...(rest === undefined || rest === '' ? {} : { network_options: { [word]: rest.split(',') } }),
  };
}
