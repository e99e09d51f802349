import type { Check } from '../check.ts';
import { fine } from '../check.ts';
import { findHelper, installSteps } from '../programs.ts';
import { notOfThisHost } from './host-podman.ts';

/** netavark. */
export const networkBackend: Check = {
  name: 'network-backend',
  group: 'programs',
  looksAt: '`netavark` in the folders of Podman’s helpers',
  why: 'it makes the networks of containers; a Podman that has it for its backend does not start without it',
  run: async (facts) => {
    const verdict = await notOfThisHost(facts);
    if (verdict !== undefined) return verdict;
    const path = await findHelper(facts, 'netavark');
    if (path !== undefined) return fine(`\`${path}\``);
    const { info } = await facts.info();
    if (info?.networkBackend === 'cni') {
      return {
        state: 'warning',
        found: 'the network backend is CNI, which Podman 5 no longer has',
        fix: await installSteps(facts, ['netavark', 'aardvark-dns']),
      };
    }
    return {
      state: 'error',
      found: 'there is no `netavark`',
      fix: await installSteps(facts, ['netavark', 'aardvark-dns']),
    };
  },
};
