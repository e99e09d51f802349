import type { Network } from '../../model/networking.ts';
import type { Volume } from '../../model/volume.ts';
import type { PodDesign } from '../../planner/container-design.ts';
import { podCreateFlags, podSpec } from '../../podman/spec-generator.ts';
import { isAtLeast } from '../../podman/version.ts';
import type { Emission, Labelled } from '../emission.ts';
import { unitOf } from '../emission.ts';
import { words } from '../escape.ts';
import { networkOptions } from '../network-options.ts';
import { podStopSeconds } from '../unit/times.ts';
import type { UnitFile } from '../unit-file.ts';
import { makeOnce } from './container.ts';

/** The unit of the project's pod, which stands for the whole project. */
export function classicPod(pod: PodDesign, emission: Emission): UnitFile {
  const { target, project, handle, containers, names } = emission;
  const members = containers
    .filter(({ place }) => place.kind === 'pod')
    .flatMap(({ name }) => unitOf(names, name) ?? []);
  const networks = pod.networks.flatMap(({ name }) => {
    const stem = names.networks.get(name);
    return stem === undefined ? [] : [`${stem}.service`];
  });
  const flags = [
    ...podCreateFlags(podSpec(pod, target.features)).filter(
      // Without it, older pods live on as well.
      (flag) => !flag.startsWith('--exit-policy=') || isAtLeast(target.version, [4, 2, 0]),
    ),
    ...(isAtLeast(target.version, [5, 3, 0]) ? ['--hosts-file=none'] : []),
  ];
  const idFile = `%t/${handle}.pod-id`;
  const id = `--pod-id-file=${idFile}`;
  const pidfile = `%t/${handle}.pid`;
  return {
    name: handle,
    unit: handle,
    role: { kind: 'pod', name: pod.name },
    sections: [
      {
        name: 'Unit',
        entries: [
          ['Description', `Pod of ${project.name}`],
          ...(networks.length === 0
            ? []
            : ([
                ['Requires', networks.join(' ')],
                ['After', networks.join(' ')],
              ] as const)),
          ['Wants', members.join(' ')],
          ['Before', members.join(' ')],
        ],
      },
      {
        name: 'Service',
        entries: [
          ['Environment', 'PODMAN_SYSTEMD_UNIT=%n'],
          ['Type', 'forking'],
          ['PIDFile', pidfile],
          ['Restart', 'on-failure'],
          ['TimeoutStopSec', String(podStopSeconds(emission))],
          ['ExecStartPre', `/usr/bin/rm -f ${pidfile} ${idFile}`],
          [
            'ExecStartPre',
            `/usr/bin/podman pod create --infra-conmon-pidfile=${pidfile} ${id} --replace ${words(flags)}`,
          ],
          ['ExecStart', `/usr/bin/podman pod start ${id}`],
          ['ExecStop', `/usr/bin/podman pod stop --ignore ${id}`],
          ['ExecStopPost', `/usr/bin/podman pod rm --ignore --force ${id}`],
        ],
      },
      { name: 'Install', entries: [['WantedBy', 'default.target']] },
    ],
  };
}

/** The unit that makes a network. What is there already is used as it is. */
export function classicNetwork({ thing, labels }: Labelled<Network>, emission: Emission): UnitFile {
  const { driver, options, isIpv6, pools, routes } = networkOptions(thing);
  const unit = `${emission.names.networks.get(thing.name) ?? thing.name}.service`;
  return resource(
    unit,
    { kind: 'network', name: thing.name },
    `Network ${thing.key} of ${emission.project.name}`,
    [
      'network',
      'create',
      `--driver=${driver}`,
      ...options.map(([key, value]) => `--opt=${key}=${value}`),
      ...(thing.isInternal ? ['--internal'] : []),
      ...(isIpv6 ? ['--ipv6'] : []),
      ...(thing.isDnsOff ? ['--disable-dns'] : []),
      ...thing.dnsServers.map((server) => `--dns=${server}`),
      ...routes.map((route) => `--route=${route}`),
      ...pools.flatMap(({ subnet, gateway, ipRange }) => [
        ...(subnet === undefined ? [] : [`--subnet=${subnet}`]),
        ...(gateway === undefined ? [] : [`--gateway=${gateway}`]),
        ...(ipRange === undefined ? [] : [`--ip-range=${ipRange}`]),
      ]),
      ...[...labels].map(([key, value]) => `--label=${key}=${value}`),
      thing.name,
    ],
  );
}

/** The unit that makes a volume. What is there already is used as it is. */
export function classicVolume({ thing, labels }: Labelled<Volume>, emission: Emission): UnitFile {
  const unit = `${emission.names.volumes.get(thing.name) ?? thing.name}.service`;
  return resource(
    unit,
    { kind: 'volume', name: thing.name },
    `Volume ${thing.key} of ${emission.project.name}`,
    [
      'volume',
      'create',
      ...(thing.driver === undefined || thing.driver === '' ? [] : [`--driver=${thing.driver}`]),
      ...[...thing.driverOptions].map(([key, value]) => `--opt=${key}=${value}`),
      ...[...labels].map(([key, value]) => `--label=${key}=${value}`),
      thing.name,
    ],
  );
}

function resource(
  unit: string,
  role: UnitFile['role'],
  description: string,
  command: readonly string[],
): UnitFile {
  return {
    name: unit,
    unit,
    role,
    sections: [
      { name: 'Unit', entries: [['Description', description]] },
      { name: 'Service', entries: makeOnce(command) },
    ],
  };
}
