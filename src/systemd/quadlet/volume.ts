import type { Volume } from '../../model/volume.ts';
import type { Emission, Labelled } from '../emission.ts';
import { rawText, word } from '../escape.ts';
import type { Entry, UnitFile } from '../unit-file.ts';
import { hasKey } from '../versions.ts';
import { labelEntries, quadletSection } from './common.ts';

/** The `.volume` file of a volume. What is there already is used as it is. */
export function volumeUnit({ thing, labels }: Labelled<Volume>, emission: Emission): UnitFile {
  const stem = emission.names.volumes.get(thing.name) ?? thing.name;
  const isDriverKey = hasKey('Volume', 'Driver', emission.target.version);
  const driver: readonly Entry[] =
    thing.driver === undefined || thing.driver === ''
      ? []
      : [isDriverKey ? ['Driver', thing.driver] : ['PodmanArgs', word(`--driver=${thing.driver}`)]];
  return {
    name: `${stem}.volume`,
    unit: `${stem}-volume.service`,
    role: { kind: 'volume', name: thing.name },
    sections: [
      { name: 'Unit', entries: [['Description', `Volume ${thing.key} of ${emission.project.name}`]] },
      {
        name: 'Volume',
        entries: [
          ['VolumeName', rawText(thing.name) ?? thing.name],
          ...driver,
          // The keys for them want a device, which not every driver has.
          ...[...thing.driverOptions].map(([key, value]): Entry => [
            'PodmanArgs',
            word(`--opt=${key}=${value}`),
          ]),
          ...labelEntries(labels, 'Volume', emission),
        ],
      },
      quadletSection(emission),
    ],
  };
}
