import { helpOf, messageOf } from '../../../diagnostics/words.ts';
import { formatVersion } from '../../../podman/version.ts';
import type { Check } from '../check.ts';
import { advice, fine } from '../check.ts';

/** That an engine answers. */
export const engine: Check = {
  name: 'engine',
  group: 'engine',
  looksAt: 'whether an engine answers where Selkie looks for one, in the order of `selkie info`',
  why: 'every command that runs something asks the engine for it',
  run: async (facts) => {
    const result = await facts.engine();
    const { connection } = result;
    if (connection !== undefined) {
      const version = formatVersion(connection.version);
      return fine(`Podman ${version} answers at ${connection.uri}, by ${connection.how}`);
    }
    const [first] = result.error.diagnostics;
    if (first === undefined) return { state: 'error', found: 'no engine answers', fix: [] };
    const lookedAt = '`selkie info` says where Selkie looked';
    // One that somebody chose is not there for reasons of its own, however this host is.
    const isChosen = first.code !== 'engine/none' && first.code !== 'engine/service-failed';
    return {
      state: 'error',
      found: messageOf(first),
      fix: advice(first.code === 'engine/none' ? lookedAt : (helpOf(first) ?? lookedAt)),
      follows: isChosen
        ? []
        : ['podman', 'podman-works', 'runtime', 'network-backend', 'subordinate-ids', 'id-mapping'],
    };
  },
};
