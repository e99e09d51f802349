import type { JsonObject } from '../../lib/json.ts';
import type { IpamPool, Network } from '../../model/networking.ts';
import type { Volume } from '../../model/volume.ts';
import { sha256 } from '../../lib/sha256.ts';
import { listOrNone, mapOrNone } from './process.ts';

/** A network as libpod's `networks/create` takes it. */
export function networkSpec(network: Network, labels: ReadonlyMap<string, string>): JsonObject {
  const { driver, ipam } = network;
  const subnets = poolsOf(network).map(subnetSpec);
  // Docker's `default` is the engine's own default.
  const isBridge = driver === undefined || ['', 'default', 'bridge'].includes(driver);
  return {
    name: network.name,
    driver: isBridge ? 'bridge' : driver,
    labels: Object.fromEntries(labels),
    // Docker keeps bridges from reaching each other; Podman routes between them unless told not to.
    options: mapOrNone(
      new Map([
        ...(isBridge ? [['isolate', 'true'] as const] : []),
        ...(network.gatewayMetric === undefined ? [] : [['metric', String(network.gatewayMetric)] as const]),
        ...network.driverOptions,
      ]),
    ),
    internal: network.isInternal,
    // Asked for outright, the engine would add a subnet of the other family.
    ipv6_enabled: network.enableIpv4 !== false && network.enableIpv6 === true,
    // Off unless said, and names are the point of a network.
    dns_enabled: !network.isDnsOff,
    network_dns_servers: listOrNone(network.dnsServers),
    routes: listOrNone(network.routes.map((route) => ({ ...route }))),
    subnets: subnets.length === 0 ? undefined : subnets,
    ipam_options:
      ipam.driver === undefined || ipam.driver === 'default' ? undefined : { driver: ipam.driver },
  };
}

/** The subnets that are said. Without IPv4 the engine needs one of IPv6: it is made of the network's name, to stay what it is. */
export function poolsOf({ name, ipam, enableIpv4 }: Network): readonly IpamPool[] {
  const said = ipam.pools.filter(({ subnet }) => subnet !== undefined);
  if (enableIpv4 !== false) return said;
  const pools = said.filter(({ subnet }) => subnet?.includes(':') === true);
  if (pools.length > 0) return pools;
  const [a, b, c] =
    sha256(name)
      .slice(0, 10)
      .match(/^(..)(....)(....)$/)
      ?.slice(1) ?? [];
  const subnet = `fd${a ?? ''}:${b ?? ''}:${c ?? ''}::/64`;
  return [{ subnet, gateway: undefined, ipRange: undefined, auxAddresses: new Map() }];
}

/** A volume as libpod's `volumes/create` takes it. */
export function volumeSpec(volume: Volume, labels: ReadonlyMap<string, string>): JsonObject {
  return {
    Name: volume.name,
    Driver: volume.driver,
    Options: mapOrNone(volume.driverOptions),
    // 4.x reads one key and 5.x the other.
    Labels: Object.fromEntries(labels),
    Label: Object.fromEntries(labels),
  };
}

function subnetSpec({ subnet, gateway, ipRange }: IpamPool): JsonObject {
  return {
    subnet,
    gateway,
    lease_range: ipRange === undefined ? undefined : leaseRange(ipRange),
  };
}

/** First and last address of a CIDR range; IPv4 only, others are left to the engine. */
function leaseRange(cidr: string): JsonObject | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr.trim());
  if (match === null) return undefined;
  const bits = match.slice(1, 5).reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(match[5]));
  const first = Math.floor(bits / size) * size;
  return { start_ip: dotted(first), end_ip: dotted(first + size - 1) };
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
