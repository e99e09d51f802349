import type { JsonObject } from '../../lib/json.ts';
import type { IpamPool, Network } from '../../model/networking.ts';
import type { Volume } from '../../model/volume.ts';
import { mapOrNone } from './process.ts';

/** A network as libpod's `networks/create` takes it. */
export function networkSpec(network: Network, labels: ReadonlyMap<string, string>): JsonObject {
  const { driver, ipam } = network;
  const subnets = ipam.pools.filter(({ subnet }) => subnet !== undefined).map(subnetSpec);
  // Docker's `default` is the engine's own default.
  const isBridge = driver === undefined || ['', 'default', 'bridge'].includes(driver);
  return {
    name: network.name,
    driver: isBridge ? 'bridge' : driver,
    labels: Object.fromEntries(labels),
    // Docker keeps bridges from reaching each other; Podman routes between them unless told not to.
    options: mapOrNone(
      isBridge ? new Map([['isolate', 'true'], ...network.driverOptions]) : network.driverOptions,
    ),
    internal: network.isInternal,
    ipv6_enabled: network.enableIpv6 ?? false,
    // Off unless said, and names are the point of a network.
    dns_enabled: true,
    subnets: subnets.length === 0 ? undefined : subnets,
    ipam_options:
      ipam.driver === undefined || ipam.driver === 'default' ? undefined : { driver: ipam.driver },
  };
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
