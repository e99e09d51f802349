import type { NetworkSummary, SecretContent, SecretSummary, VolumeSummary } from '../replies.ts';
import { fieldsOf, rowsOf } from './fields.ts';

/** `networks/json`. */
export function decodeNetworks(value: unknown): readonly NetworkSummary[] {
  return rowsOf(value, 'networks').map((row) => ({
    name: row.requiredText('name'),
    id: row.text('id'),
    driver: row.text('driver'),
    labels: row.textMap('labels'),
  }));
}

/** `volumes/json`. */
export function decodeVolumes(value: unknown): readonly VolumeSummary[] {
  return rowsOf(value, 'volumes').map((row) => ({
    name: row.requiredText('Name'),
    driver: row.text('Driver'),
    labels: row.textMap('Labels'),
    isAnonymous: row.flag('Anonymous'),
    mountpoint: row.text('Mountpoint'),
    scope: row.text('Scope'),
  }));
}

/** `secrets/json`. */
export function decodeSecrets(value: unknown): readonly SecretSummary[] {
  return rowsOf(value, 'secrets').map((row) => {
    const spec = row.child('Spec');
    return { name: spec.requiredText('Name'), id: row.text('ID'), labels: spec.textMap('Labels') };
  });
}

/** `secrets/NAME/json?showsecret=true`. */
export function decodeSecretContent(value: unknown): SecretContent {
  const secret = fieldsOf(value, 'secret');
  const driver = secret.child('Spec').child('Driver');
  return {
    text: secret.has('SecretData') ? secret.text('SecretData') : undefined,
    driver: driver.text('Name'),
    driverOptions: driver.textMap('Options'),
  };
}
