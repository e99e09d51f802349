import type { Check } from '../check.ts';
import { advice, fine, notApplicable } from '../check.ts';

/** That the installed Podman does not fail by itself. */
export const podmanWorks: Check = {
  name: 'podman-works',
  group: 'engine',
  looksAt: 'whether `podman info` gets to its end, which reads all settings and opens the storage',
  why: 'what fails there fails for every container',
  run: async (facts) => {
    if ((await facts.place()) === 'elsewhere') return notApplicable('containers do not run on this host');
    if ((await facts.podman()) === undefined) return notApplicable('no `podman` is installed');
    const result = await facts.info();
    if (result.info !== undefined) return fine('`podman info` gets to its end');
    const chosen = ['CONTAINER_HOST', 'CONTAINER_CONNECTION'].find(
      (name) => (facts.host.env[name] ?? '') !== '',
    );
    if (chosen !== undefined) return notApplicable(`${chosen} names the engine that \`podman\` asks`);
    if ((await facts.place()) === 'machine') return notApplicable('containers run in a machine');
    return {
      state: 'error',
      found: `\`podman info\` fails: ${result.problem}`,
      fix: advice('correct what it names; `podman --log-level=debug info` tells every step'),
      follows: ['runtime', 'network-backend', 'subordinate-ids', 'id-mapping', 'user-namespaces'],
    };
  },
};
