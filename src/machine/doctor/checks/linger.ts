import type { Check } from '../check.ts';
import { fine, notApplicable } from '../check.ts';
import { notOfAnOrdinaryUser } from './host-podman.ts';

/** That a user's containers outlive their log-out. */
export const linger: Check = {
  name: 'linger',
  group: 'reboot',
  looksAt: 'whether the user lingers: /var/lib/systemd/linger has a file of that name',
  why: 'without it systemd ends all containers of the user at log-out, and starts none at boot',
  run: async (facts) => {
    const verdict = await notOfAnOrdinaryUser(facts);
    if (verdict !== undefined) return verdict;
    const { files } = facts.host;
    if ((await files.stat('/run/systemd/system').catch(() => undefined)) === undefined) {
      return notApplicable('this host does not run systemd');
    }
    const user = await facts.userName();
    const isThere =
      (await files.stat(`/var/lib/systemd/linger/${user}`).catch(() => undefined)) !== undefined;
    if (isThere) return fine(`${user} lingers`);
    return {
      state: 'warning',
      found: `${user} does not linger`,
      // Users may do it for themselves where polkit lets them; root always may.
      fix: [{ kind: 'run', command: ['loginctl', 'enable-linger', user], by: 'root' }],
    };
  },
};
