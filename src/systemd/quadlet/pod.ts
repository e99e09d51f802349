import type { PodDesign } from '../../planner/container-design.ts';
import { podCreateFlags, podSpec } from '../../podman/spec-generator.ts';
import { isAtLeast } from '../../podman/version.ts';
import type { Emission } from '../emission.ts';
import { parseFlag } from '../flags.ts';
import { podStopSeconds } from '../unit/times.ts';
import type { UnitFile } from '../unit-file.ts';
import { quadletSection } from './common.ts';
import { podKeys } from './container-keys.ts';
import { entryOf } from './flag-table.ts';
import { withReferences } from './references.ts';

/** The `.pod` file of the project's pod, which stands for the whole project. */
export function podUnit(pod: PodDesign, emission: Emission): UnitFile {
  const { names, target, project } = emission;
  const flags = [
    ...podCreateFlags(podSpec(pod, target.features)).map(parseFlag),
    ...(isAtLeast(target.version, [5, 3, 0]) ? [{ name: 'hosts-file', value: 'none' }] : []),
  ];
  return {
    name: `${names.project}.pod`,
    unit: emission.handle,
    role: { kind: 'pod', name: pod.name },
    sections: [
      { name: 'Unit', entries: [['Description', `Pod of ${project.name}`]] },
      {
        name: 'Pod',
        entries: flags.map((flag) => entryOf(withReferences(flag, names), podKeys, 'Pod', target.version)),
      },
      { name: 'Service', entries: [['TimeoutStopSec', String(podStopSeconds(emission))]] },
      quadletSection(emission),
      { name: 'Install', entries: [['WantedBy', 'default.target']] },
    ],
  };
}
