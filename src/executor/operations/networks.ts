import type { NetworkAttachment } from '../../planner/container-design.ts';
import { endpointSpec } from '../../podman/spec-generator.ts';
import type { Run, Work } from './work.ts';

/** Joins a network. */
export const connectNetwork: Run<'connect-network'> = ({ member, attachment }, { client }) =>
  client.connectNetwork(attachment.name, member.id, endpointSpec(attachment));

/** Leaves a network. */
export const disconnectNetwork: Run<'disconnect-network'> = ({ member, network }, { client }) =>
  client.disconnectNetwork(network, member.id);

/** Leaves the network and joins it again under other names, with the addresses it had: open connections go on. */
export const updateAliases: Run<'update-aliases'> = async ({ member, attachment }, work) => {
  const kept = await withAddresses(member.id, attachment, work);
  await work.client.disconnectNetwork(attachment.name, member.id);
  await work.client.connectNetwork(attachment.name, member.id, endpointSpec(kept));
};

async function withAddresses(
  container: string,
  attachment: NetworkAttachment,
  { client, signal }: Work,
): Promise<NetworkAttachment> {
  const { networks } = await client.inspectContainer(container, signal);
  const there = networks.get(attachment.name);
  return {
    ...attachment,
    staticIps: [there?.ipv4, there?.ipv6].filter((ip) => ip !== undefined),
    staticMac: there?.mac ?? attachment.staticMac,
  };
}
