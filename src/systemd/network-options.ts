import type { IpamPool, Network, Route } from '../model/networking.ts';
import { poolsOf } from '../podman/spec-generator.ts';

/** What a network is made with, as `up` makes it. */
export interface NetworkOptions {
  readonly driver: string;
  readonly options: readonly (readonly [string, string])[];
  readonly isIpv6: boolean;
  /** Those that have a subnet. */
  readonly pools: readonly IpamPool[];
  /** `DESTINATION,GATEWAY[,METRIC]` */
  readonly routes: readonly string[];
}

/** The driver, its options, its addresses, and ways to others. */
export function networkOptions(network: Network): NetworkOptions {
  const { driver, driverOptions, gatewayMetric, enableIpv4, enableIpv6 } = network;
  const isBridge = driver === undefined || ['', 'default', 'bridge'].includes(driver);
  return {
    driver: isBridge ? 'bridge' : driver,
    options: [
      ...new Map([
        // Docker keeps bridges from reaching each other; Podman routes between them unless told not to.
        ...(isBridge ? [['isolate', 'true'] as const] : []),
        ...(gatewayMetric === undefined ? [] : [['metric', String(gatewayMetric)] as const]),
        ...driverOptions,
      ]),
    ],
    isIpv6: enableIpv4 !== false && enableIpv6 === true,
    pools: poolsOf(network),
    routes: network.routes.map(routeText),
  };
}

function routeText({ destination, gateway, metric }: Route): string {
  return [destination, gateway, ...(metric === undefined ? [] : [String(metric)])].join(',');
}
