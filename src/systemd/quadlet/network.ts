import type { IpamPool, Network } from '../../model/networking.ts';
import type { Emission, Labelled } from '../emission.ts';
import { rawText, word } from '../escape.ts';
import { networkOptions } from '../network-options.ts';
import type { Entry, UnitFile } from '../unit-file.ts';
import { labelEntries, quadletSection } from './common.ts';

/** The `.network` file of a network. What is there already is used as it is. */
export function networkUnit({ thing, labels }: Labelled<Network>, emission: Emission): UnitFile {
  const stem = emission.names.networks.get(thing.name) ?? thing.name;
  const { ipam } = thing;
  const { driver, options, isIpv6, pools, routes } = networkOptions(thing);
  const ipamDriver = ipam.driver === 'default' ? undefined : ipam.driver;
  return {
    name: `${stem}.network`,
    unit: `${stem}-network.service`,
    role: { kind: 'network', name: thing.name },
    sections: [
      { name: 'Unit', entries: [['Description', `Network ${thing.key} of ${emission.project.name}`]] },
      {
        name: 'Network',
        entries: [
          ['NetworkName', rawText(thing.name) ?? thing.name],
          ['Driver', rawText(driver) ?? driver],
          ...options.map(([key, value]): Entry => ['Options', word(`${key}=${value}`)]),
          ...(thing.isInternal ? ([['Internal', 'true']] as const) : []),
          ...(isIpv6 ? ([['IPv6', 'true']] as const) : []),
          ...(ipamDriver === undefined ? [] : [['IPAMDriver', ipamDriver] as const]),
          ...(thing.isDnsOff ? ([['DisableDNS', 'true']] as const) : []),
          ...thing.dnsServers.map((server): Entry => ['DNS', server]),
          ...routes.map((route): Entry => ['PodmanArgs', word(`--route=${route}`)]),
          ...poolEntries(pools),
          ...labelEntries(labels, 'Network', emission),
        ],
      },
      quadletSection(emission),
    ],
  };
}

/** Subnets. The generator pairs the keys by their positions, so what is not said for each is said by flags. */
function poolEntries(pools: readonly IpamPool[]): readonly Entry[] {
  const flags = pools.flatMap(({ subnet, gateway, ipRange }) => [
    ['subnet', 'Subnet', subnet] as const,
    ['gateway', 'Gateway', gateway] as const,
    ['ip-range', 'IPRange', ipRange] as const,
  ]);
  return flags.flatMap(([flag, key, value]): readonly Entry[] => {
    if (value === undefined) return [];
    return [pools.length === 1 ? [key, value.trim()] : ['PodmanArgs', word(`--${flag}=${value.trim()}`)]];
  });
}
