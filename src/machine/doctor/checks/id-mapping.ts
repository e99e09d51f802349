import type { Check } from '../check.ts';
import { fine } from '../check.ts';
import type { Facts } from '../facts.ts';
import { findProgram, installSteps } from '../programs.ts';
import { notOfAnOrdinaryUser } from './host-podman.ts';

const setUserId = 0o4000;

/** newuidmap and newgidmap. */
export const idMapping: Check = {
  name: 'id-mapping',
  group: 'user',
  looksAt:
    '`newuidmap` and `newgidmap`, and that they have the rights they need (set-user-id, or file capabilities)',
  why: 'they give an ordinary user’s containers the ids of /etc/subuid and /etc/subgid',
  run: async (facts) => {
    const verdict = await notOfAnOrdinaryUser(facts);
    if (verdict !== undefined) return verdict;
    const names = ['newuidmap', 'newgidmap'];
    const paths = await Promise.all(names.map((name) => findProgram(facts, name)));
    const missing = names.filter((_, index) => paths[index] === undefined);
    if (missing.length > 0) {
      return {
        state: 'error',
        found: `there is no ${missing.map((name) => `\`${name}\``).join(' and no ')}`,
        fix: await installSteps(facts, ['newuidmap']),
      };
    }
    const powerless: string[] = [];
    for (const path of paths.filter((one) => one !== undefined)) {
      const found = await facts.host.files.stat(path);
      if (found !== undefined && (found.mode & setUserId) !== 0 && found.uid === 0) continue;
      if (!(await hasCapability(facts, path))) powerless.push(path);
    }
    if (powerless.length === 0) return fine(paths.map((path) => `\`${path ?? ''}\``).join(' and '));
    return {
      state: 'error',
      found: `${powerless.map((path) => `\`${path}\``).join(' and ')} may not map ids: neither set-user-id nor capabilities`,
      fix: [{ kind: 'run', command: ['chmod', 'u+s', ...powerless], by: 'root' }],
    };
  },
};

/** Whether the program has file capabilities; where nothing tells them, whether a mapping works, and true where nothing tells that. */
async function hasCapability({ run }: Facts, path: string): Promise<boolean> {
  const told = await run('getcap', [path]);
  if (told !== undefined) return told.stdout.includes('cap_set');
  const tried = await run('unshare', ['--user', '--map-auto', '--map-root-user', 'true']);
  return tried === undefined || tried.exitCode === 0 || !/new[ug]idmap/.test(tried.stderr);
}
