import { addressIn } from './address.ts';
import { candidateNamed, readConnections } from './connections.ts';
import type { Strategy } from './search.ts';
import { isRemoteAddress } from '../endpoint.ts';

/** `--url` and `--connection`. */
export const commandLine: Strategy = {
  name: 'command-line',
  find: async ({ request, host }) => {
    if (request.url !== undefined && request.url !== '') {
      const identity = host.env['CONTAINER_SSHKEY'];
      return { address: addressIn(request.url, '`--url`'), source: '`--url`', isChosen: true, identity };
    }
    if (request.connection !== undefined && request.connection !== '') {
      return candidateNamed(await readConnections(host), request.connection, '`--connection`');
    }
    return 'neither `--url` nor `--connection` is given';
  },
};

/** `CONTAINER_HOST` and `CONTAINER_CONNECTION`, which are Podman's own. */
export const environment: Strategy = {
  name: 'environment',
  find: async ({ host }) => {
    const address = host.env['CONTAINER_HOST'] ?? '';
    if (address !== '') {
      const identity = host.env['CONTAINER_SSHKEY'];
      return {
        address: addressIn(address, 'CONTAINER_HOST'),
        source: 'CONTAINER_HOST',
        isChosen: true,
        identity,
      };
    }
    const name = host.env['CONTAINER_CONNECTION'] ?? '';
    if (name !== '') return candidateNamed(await readConnections(host), name, 'CONTAINER_CONNECTION');
    return 'neither CONTAINER_HOST nor CONTAINER_CONNECTION is set';
  },
};

/** `DOCKER_HOST`. It may well name Docker, so another engine will do. */
export const dockerHost: Strategy = {
  name: 'docker-host',
  find: ({ host }) => {
    const address = host.env['DOCKER_HOST'] ?? '';
    if (address === '') return Promise.resolve('DOCKER_HOST is not set');
    const isVerified = (host.env['DOCKER_TLS_VERIFY'] ?? '') !== '';
    return Promise.resolve({
      address: secured(addressIn(address, 'DOCKER_HOST'), isVerified),
      source: 'DOCKER_HOST',
      isChosen: false,
      certificates: isVerified ? (host.env['DOCKER_CERT_PATH'] ?? `${host.homeDir}/.docker`) : undefined,
    });
  },
};

/**
 * The default of podman-connections.json and containers.conf. One far away or in a machine is meant: what runs here is no
 * replacement, as it has none of its containers.
 */
export const defaultConnection: Strategy = {
  name: 'default-connection',
  find: async ({ host }) => {
    const connections = await readConnections(host);
    const { defaultName } = connections;
    if (defaultName === undefined) {
      return connections.byName.size === 0
        ? 'Podman has no connections set up'
        : 'none of the connections is the default';
    }
    if (!connections.byName.has(defaultName))
      return `the default connection \`${defaultName}\` is not defined`;
    const candidate = candidateNamed(connections, defaultName, `the default connection \`${defaultName}\``);
    const isElsewhere = isRemoteAddress(candidate.address) || candidate.isLocalMachine === true;
    return { ...candidate, isChosen: isElsewhere };
  },
};

function secured(address: ReturnType<typeof addressIn>, isVerified: boolean): typeof address {
  if (!isVerified || address.kind !== 'tcp') return address;
  return { kind: 'tcp', origin: address.origin.replace(/^http:/, 'https:') };
}
