import type { ContainerDesign } from '../../planner/container-design.ts';
import { flagsOf } from '../container-flags.ts';
import type { Emission } from '../emission.ts';
import { unitOf } from '../emission.ts';
import { word, words } from '../escape.ts';
import { flagText } from '../flags.ts';
import { rootOf } from '../image-name.ts';
import { socketFlags } from '../unit/api-socket.ts';
import { orderingOf } from '../unit/dependencies.ts';
import { folderEntries } from '../unit/folders.ts';
import { hookEntries } from '../unit/hooks.ts';
import { preStartEntries } from '../unit/pre-start.ts';
import { restartEntries } from '../unit/restart.ts';
import { timeEntries } from '../unit/times.ts';
import type { Entry, UnitFile } from '../unit-file.ts';

const podman = '/usr/bin/podman';
const cidfile = '%t/%n.ctr-id';

/** The unit that runs a container by `podman run`, for a Podman without Quadlet. */
export function classicContainer(design: ContainerDesign, emission: Emission): UnitFile {
  const { service, replica, name, place } = design;
  const { jobs, awaited, project, handle } = emission;
  const unit = unitOf(emission.names, name) ?? `container-${name}.service`;
  const isJob = jobs.has(service.name);
  const ordering = orderingOf(design, emission);
  const restart = restartEntries(service, emission);
  const isMember = place.kind === 'pod';
  const makers = makersOf(design, emission);
  return {
    name: unit,
    unit,
    role: { kind: 'container', container: name, service: service.name, replica, isJob },
    sections: [
      {
        name: 'Unit',
        entries: [
          ['Description', `${service.name} ${replica} of ${project.name}`],
          ...(isMember
            ? ([
                ['BindsTo', handle],
                ['After', handle],
              ] as const)
            : ([['PartOf', handle]] as const)),
          ...(makers.length === 0
            ? []
            : ([
                ['Requires', makers.join(' ')],
                ['After', makers.join(' ')],
              ] as const)),
          ...ordering.unit,
          ...restart.unit,
        ],
      },
      {
        name: 'Service',
        entries: [
          ['Environment', 'PODMAN_SYSTEMD_UNIT=%n'],
          ...(isJob
            ? ([
                ['Type', 'oneshot'],
                ['RemainAfterExit', 'yes'],
              ] as const)
            : ([
                ['Type', 'notify'],
                ['NotifyAccess', 'all'],
              ] as const)),
          ...restart.service,
          ...timeEntries(design, emission),
          ...ordering.service,
          ...folderEntries(design, emission.target),
          ...preStartEntries(design, emission),
          // Older ones leave it behind, and refuse to write over it.
          ['ExecStartPre', `/usr/bin/rm -f ${cidfile}`],
          ['ExecStart', runLine(design, emission, isJob)],
          ...(awaited.has(service.name) && !isJob ? [['ExecStartPost', healthyLine(name)] as const] : []),
          ...hookEntries(design),
          ['ExecStop', `${podman} stop --ignore --cidfile=${cidfile}`],
          ['ExecStopPost', `${podman} rm --force --ignore --cidfile=${cidfile}`],
        ],
      },
      { name: 'Install', entries: isMember ? [] : [['WantedBy', handle]] },
    ],
  };
}

/** Units that make the networks and volumes of a container. */
function makersOf({ place, volumeNames, service }: ContainerDesign, { names }: Emission): readonly string[] {
  const networks = place.kind === 'beside' ? place.networks.map(({ name }) => names.networks.get(name)) : [];
  const volumes = service.mounts.flatMap((mount) =>
    mount.kind === 'volume' && mount.source !== undefined
      ? [names.volumes.get(volumeNames.get(mount.source) ?? mount.source)]
      : [],
  );
  const stems = [...networks, ...volumes].filter((stem) => stem !== undefined);
  return [...new Set(stems)].map((stem) => `${stem}.service`);
}

function runLine(design: ContainerDesign, emission: Emission, isJob: boolean): string {
  const { service, place } = design;
  const flags = flagsOf(design, emission)
    .filter(({ name }) => !['restart', 'rm', 'pod'].includes(name))
    .map(flagText);
  // systemd's own placeholders stay as they are: these words are not quoted.
  const own = [
    `--cidfile=${cidfile}`,
    '--cgroups=no-conmon',
    '--rm',
    '--replace',
    ...(isJob ? [] : ['--detach', '--sdnotify=conmon']),
    ...socketFlags(service).map(([flag, value]) => `--${flag}=${value}`),
    ...(place.kind === 'pod' ? [`--pod-id-file=%t/${emission.handle}.pod-id`] : []),
  ];
  return [
    podman,
    'run',
    ...own,
    words(flags),
    words(rootOf(design, emission)),
    ...(service.command ?? []).map(word),
  ].join(' ');
}

/** Without a way to be told of health, it is asked for again and again; the start's time limit ends that. */
function healthyLine(container: string): string {
  const loop = `until ${podman} healthcheck run "$$0" >/dev/null 2>&1; do sleep 0.5; done`;
  return `/bin/sh -c '${loop}' ${word(container)}`;
}

/** An entry that makes something that may be there already. */
export function makeOnce(words_: readonly string[]): readonly Entry[] {
  return [
    ['Type', 'oneshot'],
    ['RemainAfterExit', 'yes'],
    ['ExecStart', `-${words([podman, ...words_])}`],
  ];
}
