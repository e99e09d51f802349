import type { ContainerDesign } from '../../planner/container-design.ts';
import type { Service } from '../../model/service.ts';
import { isAtLeast } from '../../podman/version.ts';
import type { Emission } from '../emission.ts';
import { unitOf } from '../emission.ts';
import { rawText, word } from '../escape.ts';
import { socketFlags } from '../unit/api-socket.ts';
import { flagsOf } from '../container-flags.ts';
import type { Flag } from '../flags.ts';
import { qualifiedImage } from '../image-name.ts';
import { orderingOf } from '../unit/dependencies.ts';
import { folderEntries } from '../unit/folders.ts';
import { hookEntries } from '../unit/hooks.ts';
import { preStartEntries } from '../unit/pre-start.ts';
import { restartEntries } from '../unit/restart.ts';
import { timeEntries } from '../unit/times.ts';
import type { Entry, UnitFile } from '../unit-file.ts';
import { hasKey } from '../versions.ts';
import { commandEntries } from './command.ts';
import { quadletSection } from './common.ts';
import { containerKeys } from './container-keys.ts';
import { entryOf } from './flag-table.ts';
import { healthEntries } from './health.ts';
import { withReferences } from './references.ts';

/** The `.container` file that makes the same container as `up`. */
export function containerUnit(design: ContainerDesign, emission: Emission): UnitFile {
  const { service, replica } = design;
  const { names, project, jobs } = emission;
  const stem = names.containers.get(design.name) ?? design.name;
  const ordering = orderingOf(design, emission);
  const restart = restartEntries(service, emission);
  const command = commandEntries(service.command);
  const isJob = jobs.has(service.name);
  const membership = membershipOf(design, emission);
  return {
    name: `${stem}.container`,
    unit: unitOf(names, design.name) ?? `${stem}.service`,
    role: { kind: 'container', container: design.name, service: service.name, replica, isJob },
    sections: [
      {
        name: 'Unit',
        entries: [
          ['Description', `${service.name} ${replica} of ${project.name}`],
          ...ordering.unit,
          ...membership.unit,
          ...restart.unit,
        ],
      },
      {
        name: 'Container',
        entries: [...containerEntries(design, emission), ...command.container],
      },
      {
        name: 'Service',
        entries: [
          ...(isJob
            ? ([
                ['Type', 'oneshot'],
                ['RemainAfterExit', 'yes'],
              ] as const)
            : []),
          ...restart.service,
          ...timeEntries(design, emission),
          ...command.service,
          ...ordering.service,
          ...folderEntries(design, emission.target),
          ...preStartEntries(design, emission),
          ...hookEntries(design),
        ],
      },
      quadletSection(emission),
      { name: 'Install', entries: membership.install },
    ],
  };
}

/** What of the flags systemd does itself, or what is written by another rule. */
const elsewhere = new Set([
  'restart',
  'rm',
  'no-healthcheck',
  'health-cmd',
  'health-interval',
  'health-timeout',
  'health-start-period',
  'health-retries',
]);

function containerEntries(design: ContainerDesign, emission: Emission): readonly Entry[] {
  const { names, target, jobs, awaited } = emission;
  const { service } = design;
  const { version } = target;
  const isAwaited = awaited.has(service.name) && !jobs.has(service.name);
  return [
    rootEntry(design, emission),
    ...pullEntries(design, emission),
    ...socketFlags(service).map(([flag, value]): Entry => [flag === 'env' ? 'Environment' : 'Volume', value]),
    ...[...flagsOf(design, emission), ...cgroupFlags(service)]
      .filter(({ name }) => !elsewhere.has(name))
      .map((flag) => entryOf(withReferences(flag, names), containerKeys, 'Container', version)),
    ...healthEntries(design, emission),
    ...(isAwaited && isAtLeast(version, [5, 0, 0]) ? ([['Notify', 'healthy']] as const) : []),
    ...(service.runtime === undefined || !hasKey('Container', 'GlobalArgs', version)
      ? []
      : [['GlobalArgs', word(`--runtime=${service.runtime}`)] as const]),
  ];
}

/** What the container is made of: an image by its whole name, one that another unit builds, or a folder of the host. */
function rootEntry({ image, service }: ContainerDesign, { names, builds, target }: Emission): Entry {
  const { rootfs } = service.podman;
  if (rootfs !== undefined) {
    return entryOf({ name: 'rootfs', value: rootfs }, containerKeys, 'Container', target.version);
  }
  const build = names.images.get(image);
  if (build !== undefined) return ['Image', `${build}.build`];
  return ['Image', rawText(qualifiedImage(image, builds.has(image), target.imageNames)) ?? image];
}

/** Quadlet has each container below its unit's control group, and Podman then refuses a parent that is chosen. */
function cgroupFlags({ cgroupParent }: Service): readonly Flag[] {
  return cgroupParent === undefined ? [] : [{ name: 'cgroups', value: 'no-conmon' }];
}

/** An image that a unit builds, or that has to be built beforehand, is nowhere to be fetched from. */
function pullEntries(
  { service, image }: ContainerDesign,
  { names, builds, target }: Emission,
): readonly Entry[] {
  if (names.images.has(image)) return [];
  const kind = builds.has(image) ? 'never' : service.pullPolicy.kind;
  if (kind !== 'always' && kind !== 'never') return [];
  return hasKey('Container', 'Pull', target.version) ? [['Pull', kind]] : [['PodmanArgs', `--pull=${kind}`]];
}

/** How the container follows the whole project: as a member of its pod, or bound to what stands for the project. */
function membershipOf(
  { place }: ContainerDesign,
  emission: Emission,
): { readonly unit: readonly Entry[]; readonly install: readonly Entry[] } {
  if (place.kind === 'pod') return { unit: [], install: [] };
  const handle = emission.handle;
  return { unit: [['PartOf', handle]], install: [['WantedBy', handle]] };
}
