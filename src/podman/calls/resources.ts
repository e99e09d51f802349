import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Api } from '../api.ts';
import { filtersParameter, jsonBody, segment } from '../api.ts';
import type { PodmanClient } from '../client.ts';
import { fieldsOf } from '../decode/fields.ts';
import { decodeNetworks, decodeSecretContent, decodeSecrets, decodeVolumes } from '../decode/resource.ts';
import { isAlreadyThere } from '../errors.ts';

type ResourceCalls = Pick<
  PodmanClient,
  | 'listNetworks'
  | 'createNetwork'
  | 'removeNetwork'
  | 'connectNetwork'
  | 'disconnectNetwork'
  | 'listVolumes'
  | 'createVolume'
  | 'removeVolume'
  | 'listSecrets'
  | 'readSecret'
  | 'createSecret'
  | 'removeSecret'
  | 'claimSecret'
>;

/** The calls on networks, volumes and secrets. */
export function resourceCalls({ transport, features, at }: Api): ResourceCalls {
  const list = (kind: string, filters: Parameters<typeof filtersParameter>[0], signal?: AbortSignal) =>
    transport.json({
      method: 'GET',
      path: at(`/${kind}s/json`),
      query: { filters: filtersParameter(filters) },
      action: `list ${kind}s`,
      signal,
    });
  const remove = async (kind: string, name: string, signal?: AbortSignal): Promise<void> => {
    await transport.send({
      method: 'DELETE',
      path: at(`/${kind}s/${segment(name)}`),
      action: `remove ${kind} \`${name}\``,
      accept: [404],
      signal,
    });
  };
  return {
    listNetworks: async (filters, signal) => decodeNetworks(await list('network', filters, signal)),
    createNetwork: async (spec, signal) => {
      await transport.send({
        method: 'POST',
        path: at('/networks/create'),
        body: jsonBody(spec),
        action: `create network \`${nameIn(spec['name'])}\``,
        signal,
      });
    },
    removeNetwork: (name, signal) => remove('network', name, signal),
    connectNetwork: async (network, container, attachment, signal) => {
      await transport.send({
        method: 'POST',
        path: at(`/networks/${segment(network)}/connect`),
        body: jsonBody({ ...attachment, container }),
        action: `connect \`${container}\` to network \`${network}\``,
        signal,
      });
    },
    disconnectNetwork: async (network, container, signal) => {
      await transport.send({
        method: 'POST',
        path: at(`/networks/${segment(network)}/disconnect`),
        body: jsonBody({ Container: container, Force: true }),
        action: `disconnect \`${container}\` from network \`${network}\``,
        // It is not on it, or the network is gone.
        accept: [404],
        signal,
      });
    },

    listVolumes: async (filters, signal) => decodeVolumes(await list('volume', filters, signal)),
    createVolume: async (spec, signal) => {
      const name = nameIn(spec['Name']);
      const ignores = features.canIgnoreExistingVolume ? { IgnoreIfExists: true } : {};
      try {
        await transport.send({
          method: 'POST',
          path: at('/volumes/create'),
          body: jsonBody({ ...spec, ...ignores }),
          action: `create volume \`${name}\``,
          signal,
        });
      } catch (error) {
        if (!isAlreadyThere(error)) throw error;
      }
    },
    removeVolume: (name, signal) => remove('volume', name, signal),

    listSecrets: async (filters, signal) => decodeSecrets(await list('secret', filters, signal)),
    readSecret: async (name, signal) =>
      decodeSecretContent(
        await transport.json({
          method: 'GET',
          path: at(`/secrets/${segment(name)}/json`),
          query: { showsecret: true },
          action: `read secret \`${name}\``,
          signal,
        }),
      ),
    createSecret: async (name, data, { labels, driver, driverOptions }, signal) => {
      if (!features.canReplaceSecret) await remove('secret', name, signal);
      await transport.send({
        method: 'POST',
        path: at('/secrets/create'),
        query: {
          name,
          labels: JSON.stringify(Object.fromEntries(labels)),
          replace: features.canReplaceSecret ? true : undefined,
          driver,
          driveropts:
            driverOptions === undefined || driverOptions.size === 0
              ? undefined
              : JSON.stringify(Object.fromEntries(driverOptions)),
        },
        body: { kind: 'bytes', value: data, type: 'application/octet-stream' },
        action: `create secret \`${name}\``,
        signal,
      });
    },
    removeSecret: (name, signal) => remove('secret', name, signal),
    claimSecret: async (name, labels, { isReplacing }, signal) => {
      try {
        const reply = await transport.json({
          method: 'POST',
          path: at('/secrets/create'),
          query: {
            name,
            labels: JSON.stringify(Object.fromEntries(labels)),
            replace: isReplacing ? true : undefined,
            // Another driver may ask a program or a service for each.
            driver: 'file',
          },
          // The engine takes no empty secret.
          body: { kind: 'bytes', value: Buffer.from('-'), type: 'application/octet-stream' },
          action: `create secret \`${name}\``,
          signal,
        });
        return fieldsOf(reply, 'secrets').requiredText('ID');
      } catch (error) {
        if (isNameInUse(error)) return undefined;
        throw error;
      }
    },
  };
}

function isNameInUse(error: unknown): boolean {
  return error instanceof ToolError && error.diagnostics.some(({ code }) => code === 'engine/name-in-use');
}

function nameIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
