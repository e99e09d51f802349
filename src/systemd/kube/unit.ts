import type { ContainerDesign } from '../../planner/container-design.ts';
import { flagsOf } from '../container-flags.ts';
import type { Emission } from '../emission.ts';
import { listWord, rawText } from '../escape.ts';
import { withReferences } from '../quadlet/references.ts';
import { quadletSection } from '../quadlet/common.ts';
import { hookEntries } from '../unit/hooks.ts';
import { graceSeconds, removalSeconds } from '../unit/times.ts';
import type { Entry, UnitFile } from '../unit-file.ts';
import { hasKey } from '../versions.ts';
import type { PodGroup } from './pod-group.ts';
import { nameOnEngine } from './pod-group.ts';

/** The `.kube` file that has systemd play a pod's YAML. `after` are the units that it starts after, `makers` those it needs. */
export function kubeUnit(
  group: PodGroup,
  after: readonly string[],
  makers: readonly string[],
  emission: Emission,
): UnitFile {
  const { project, handle } = emission;
  const all = [...group.jobs, ...group.containers];
  const isHandle = group.unit === handle;
  const named = all.map((design): ContainerDesign => ({ ...design, name: nameOnEngine(group, design) }));
  const stopSeconds = all.reduce((sum, { service }) => sum + graceSeconds(service), removalSeconds);
  return {
    name: `${group.stem}.kube`,
    unit: group.unit,
    role: { kind: 'pod', name: group.podName },
    sections: [
      {
        name: 'Unit',
        entries: [
          ['Description', isHandle ? `Pod of ${project.name}` : `${group.stem} of ${project.name}`],
          ...(isHandle ? [] : [['PartOf', handle] as const]),
          ...(after.length === 0 ? [] : [['Wants', after.join(' ')] as const]),
          ...(makers.length === 0 ? [] : [['Requires', makers.join(' ')] as const]),
          ...(after.length + makers.length === 0
            ? []
            : [['After', [...after, ...makers].join(' ')] as const]),
        ],
      },
      {
        name: 'Kube',
        entries: [
          ...(group.serviceName === undefined ? [] : [['ServiceName', group.serviceName] as const]),
          ['Yaml', `./${group.stem}.yaml`],
          ...networkEntries(group, emission),
          ...logEntries(all, emission),
        ],
      },
      {
        name: 'Service',
        entries: [
          // Init containers run to their ends within the start.
          ['TimeoutStartSec', group.jobs.length > 0 ? 'infinity' : '300'],
          ['TimeoutStopSec', String(stopSeconds)],
          ...named.filter((_, index) => index >= group.jobs.length).flatMap(hookEntries),
        ],
      },
      quadletSection(emission),
      { name: 'Install', entries: [['WantedBy', isHandle ? 'default.target' : handle]] },
    ],
  };
}

/** The networks of the pod, with its names there. `host` stands in the YAML. */
function networkEntries({ flags }: PodGroup, { names }: Emission): readonly Entry[] {
  return flags
    .filter(
      ({ name, value }) => name === 'network' && value !== 'host' && value?.startsWith('container:') !== true,
    )
    .flatMap((flag): readonly Entry[] => {
      const text = rawText(withReferences(flag, names).value ?? '');
      return text === undefined ? [] : [['Network', text]];
    });
}

/** One driver is for all that the file plays. */
function logEntries(all: readonly ContainerDesign[], emission: Emission): readonly Entry[] {
  const each = all.map((design) =>
    flagsOf(design, emission).filter(({ name }) => name === 'log-driver' || name === 'log-opt'),
  );
  const [first = []] = each;
  if (each.some((flags) => JSON.stringify(flags) !== JSON.stringify(first))) return [];
  return first.flatMap(({ name, value = '' }): readonly Entry[] => {
    const key = name === 'log-driver' ? 'LogDriver' : 'LogOpt';
    const text = listWord(value);
    return text === undefined || !hasKey('Kube', key, emission.target.version) ? [] : [[key, text]];
  });
}
