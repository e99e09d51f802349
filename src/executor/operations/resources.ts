import { networkSpec, volumeSpec } from '../../podman/spec-generator.ts';
import { fileObjectBytes } from '../file-object-contents.ts';
import type { Run } from './work.ts';

/** Makes a network. */
export const createNetwork: Run<'create-network'> = ({ network, labels }, { client }) =>
  client.createNetwork(networkSpec(network, labels));

/** Removes a network. */
export const removeNetwork: Run<'remove-network'> = ({ name }, { client }) => client.removeNetwork(name);

/** Makes a volume. */
export const createVolume: Run<'create-volume'> = ({ volume, labels }, { client }) =>
  client.createVolume(volumeSpec(volume, labels));

/** Removes a volume. */
export const removeVolume: Run<'remove-volume'> = ({ name }, { client }) => client.removeVolume(name);

/** Makes or replaces a secret. */
export const createSecret: Run<'create-secret'> = async ({ name, object, labels }, work) => {
  if (work.project === undefined) throw new Error('making a secret needs the project');
  const content = await fileObjectBytes(object, work.project, work.host);
  const { driver, driverOptions } = object;
  await work.client.createSecret(name, content, { labels, driver, driverOptions });
};

/** Removes a secret. */
export const removeSecret: Run<'remove-secret'> = ({ name }, { client }) => client.removeSecret(name);
