import type { JsonObject } from '../../lib/json.ts';
import type { FileObject } from '../../model/secret.ts';
import type { Volume } from '../../model/volume.ts';
import { engineSecretName } from '../../planner/names.ts';
import type { Labelled } from '../emission.ts';
import { manifest } from './manifest.ts';

/** option of the volume's driver → what a claim says it by. */
const optionNames: Readonly<Record<string, string>> = {
  device: 'volume.podman.io/device',
  o: 'volume.podman.io/mount-options',
  type: 'volume.podman.io/type',
};

/** True when a claim can say how the volume is to be made. */
export function isClaimable({ driverOptions }: Volume): boolean {
  return [...driverOptions.keys()].every((key) => optionNames[key] !== undefined);
}

/** The claim that has Podman make the volume where it is not there yet. */
export function claimOf({ thing, labels }: Labelled<Volume>): JsonObject {
  const { name, driver, driverOptions } = thing;
  const annotations = new Map([
    ...(driver === undefined || driver === '' ? [] : [['volume.podman.io/driver', driver] as const]),
    ...[...driverOptions].map(([key, value]) => [optionNames[key] ?? key, value] as const),
  ]);
  return manifest(
    'PersistentVolumeClaim',
    { name, labels, annotations },
    {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  );
}

/** The text of a config that stands in the compose file. */
export function configMapOf(config: FileObject): JsonObject {
  const content = config.source.kind === 'content' ? config.source.content : '';
  return manifest(
    'ConfigMap',
    { name: `${engineSecretName(config)}-config`, labels: config.labels },
    {
      data: { [config.key]: content },
    },
  );
}
