import type { Api } from '../api.ts';
import type { PodmanClient } from '../client.ts';
import { rowsOf } from '../decode/fields.ts';

/** The list of all images. */
export function imageListCalls({ transport, at }: Api): Pick<PodmanClient, 'listImages'> {
  return {
    listImages: async (signal) => {
      const reply = await transport.json({
        method: 'GET',
        path: at('/images/json'),
        action: 'list images',
        signal,
      });
      return rowsOf(reply, 'images').map((row) => {
        const seconds = row.number('Created');
        return {
          id: row.requiredText('Id'),
          names: [...row.texts('RepoTags'), ...row.texts('RepoDigests')],
          createdMs: seconds > 0 ? seconds * 1000 : undefined,
        };
      });
    },
  };
}
