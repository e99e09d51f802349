import type { Check } from '../check.ts';
import { fine } from '../check.ts';
import { findHelper, installSteps } from '../programs.ts';
import { notOfThisHost } from './host-podman.ts';

/** aardvark-dns. */
export const containerNames: Check = {
  name: 'container-names',
  group: 'programs',
  looksAt: '`aardvark-dns` in the folders of Podman’s helpers',
  why: 'without it services beside the pod, such as replicas, do not find each other by name',
  run: async (facts) => {
    const verdict = await notOfThisHost(facts);
    if (verdict !== undefined) return verdict;
    const path = await findHelper(facts, 'aardvark-dns');
    if (path !== undefined) return fine(`\`${path}\``);
    const { info } = await facts.info();
    if (info?.networkBackend === 'cni') return fine('CNI has its own');
    return {
      state: 'error',
      found: 'there is no `aardvark-dns`',
      fix: await installSteps(facts, ['aardvark-dns']),
      follows: ['network-backend'],
    };
  },
};
