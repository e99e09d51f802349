import type { Api } from '../api.ts';
import { filtersParameter, jsonBody, segment } from '../api.ts';
import type { PodmanClient } from '../client.ts';
import { fieldsOf } from '../decode/fields.ts';
import { decodePods } from '../decode/pod.ts';

type PodCalls = Pick<PodmanClient, 'listPods' | 'createPod' | 'removePod'>;

/** The calls on pods. */
export function podCalls({ transport, at }: Api): PodCalls {
  return {
    listPods: async (filters, signal) =>
      decodePods(
        await transport.json({
          method: 'GET',
          path: at('/pods/json'),
          query: { filters: filtersParameter(filters) },
          action: 'list pods',
          isUnhurried: true,
          signal,
        }),
      ),
    createPod: async (spec, signal) => {
      const name = typeof spec['name'] === 'string' ? ` \`${spec['name']}\`` : '';
      const reply = await transport.json({
        method: 'POST',
        path: at('/pods/create'),
        body: jsonBody(spec),
        action: `create pod${name}`,
        signal,
      });
      return fieldsOf(reply, 'pods/create').requiredText('Id');
    },
    removePod: async (pod, { timeoutSeconds }, signal) => {
      await transport.send({
        method: 'DELETE',
        path: at(`/pods/${segment(pod)}`),
        query: { force: true, timeout: timeoutSeconds },
        action: `remove pod \`${pod}\``,
        accept: [404],
        isUnhurried: true,
        signal,
      });
    },
  };
}
