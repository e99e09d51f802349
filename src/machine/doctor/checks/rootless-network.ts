import type { Check } from '../check.ts';
import { fine } from '../check.ts';
import { findProgram, installSteps } from '../programs.ts';
import { notOfAnOrdinaryUser } from './host-podman.ts';

/** pasta or slirp4netns. */
export const rootlessNetwork: Check = {
  name: 'rootless-network',
  group: 'user',
  looksAt: '`pasta`, or the `slirp4netns` of older Podmans',
  why: 'it carries the traffic of an ordinary user’s containers; none of them starts without it',
  run: async (facts) => {
    const verdict = await notOfAnOrdinaryUser(facts);
    if (verdict !== undefined) return verdict;
    const { info } = await facts.info();
    // Podman 4 has no choice to tell, and takes slirp4netns.
    const wanted =
      info === undefined ? 'pasta' : info.rootlessNetwork === '' ? 'slirp4netns' : info.rootlessNetwork;
    const path = await findProgram(facts, wanted);
    if (path !== undefined) return fine(`\`${path}\``);
    return {
      state: 'error',
      found: `there is no \`${wanted}\``,
      fix: await installSteps(facts, [wanted === 'slirp4netns' ? 'slirp4netns' : 'pasta']),
    };
  },
};
