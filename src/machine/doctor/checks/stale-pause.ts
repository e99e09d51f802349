import type { Check } from '../check.ts';
import { fine } from '../check.ts';
import { notOfAnOrdinaryUser } from './host-podman.ts';

/** The pause process that keeps a user's namespace. */
export const stalePause: Check = {
  name: 'stale-pause',
  group: 'leftovers',
  looksAt: 'whether the process that keeps the user’s namespace (`pause.pid`) is one of Podman’s',
  why: 'after a crash another process may have its number, and Podman then joins the wrong namespace or none',
  run: async (facts) => {
    const { host } = facts;
    const run = host.env['XDG_RUNTIME_DIR'] ?? `/run/user/${host.uid ?? ''}`;
    const file = `${run}/libpod/tmp/pause.pid`;
    // Read before any other check runs Podman, which may put it right or stumble over it.
    const pid = ((await facts.text(file)) ?? '').trim();
    const name = (await facts.text(`/proc/${pid}/comm`))?.trim();
    const verdict = await notOfAnOrdinaryUser(facts);
    if (verdict !== undefined) return verdict;
    if (pid === '') return fine('there is none');
    if (name !== undefined && /^(podman|catatonit)/.test(name)) return fine(`\`${name}\`, process ${pid}`);
    return {
      state: 'warning',
      found:
        name === undefined
          ? `\`${file}\` names process ${pid}, which is gone`
          : `\`${file}\` names process ${pid}, which is \`${name}\``,
      fix: [
        { kind: 'remove', path: file, by: 'user' },
        { kind: 'run', command: ['podman', 'system', 'migrate'], by: 'user' },
      ],
    };
  },
};
