import type { Check } from '../check.ts';
import { fine, notApplicable } from '../check.ts';
import { notOfAnOrdinaryUser } from './host-podman.ts';

/** How many ids a user gets: what useradd gives. */
const count = 65_536;
const first = 100_000;

/** /etc/subuid and /etc/subgid. */
export const subordinateIds: Check = {
  name: 'subordinate-ids',
  group: 'user',
  looksAt: 'the user’s ranges in /etc/subuid and /etc/subgid',
  why: 'an image holds files of many users; without ids for them it can neither be unpacked nor run',
  run: async (facts) => {
    const verdict = await notOfAnOrdinaryUser(facts);
    if (verdict !== undefined) return verdict;
    if (/^subid:\s*(?!files)/m.test((await facts.text('/etc/nsswitch.conf')) ?? '')) {
      return notApplicable('they come from a directory service');
    }
    const user = await facts.userName();
    const [uids, gids] = await Promise.all(
      ['/etc/subuid', '/etc/subgid'].map(async (file) => {
        return rangesIn((await facts.text(file)) ?? '');
      }),
    );
    const isOf = ({ owner }: IdRange) => owner === user || owner === String(facts.host.uid);
    const sizes = [uids ?? [], gids ?? []].map((ranges) =>
      ranges.filter(isOf).reduce((sum, range) => sum + range.count, 0),
    );
    const [users = 0, groups = 0] = sizes;
    if (users >= count && groups >= count)
      return fine(`${users} user ids and ${groups} group ids for ${user}`);
    const from = Math.max(
      first,
      ...[...(uids ?? []), ...(gids ?? [])].map((range) => range.first + range.count),
    );
    const range = `${from}-${from + count - 1}`;
    const options = [
      ...(users >= count ? [] : ['--add-subuids', range]),
      ...(groups >= count ? [] : ['--add-subgids', range]),
    ];
    const lacking = [
      ...(users >= count ? [] : [`${users === 0 ? 'no' : `only ${users}`} user ids (/etc/subuid)`]),
      ...(groups >= count ? [] : [`${groups === 0 ? 'no' : `only ${groups}`} group ids (/etc/subgid)`]),
    ];
    return {
      state: users === 0 || groups === 0 ? 'error' : 'warning',
      found: `${user} has ${lacking.join(' and ')} for containers`,
      fix: [
        { kind: 'run', command: ['usermod', ...options, user], by: 'root' },
        { kind: 'run', command: ['podman', 'system', 'migrate'], by: 'user' },
      ],
    };
  },
};

interface IdRange {
  readonly owner: string;
  readonly first: number;
  readonly count: number;
}

function rangesIn(text: string): readonly IdRange[] {
  return text.split('\n').flatMap((line) => {
    const [owner = '', start = '', size = ''] = line.trim().split(':');
    if (owner === '' || !/^\d+$/.test(start) || !/^\d+$/.test(size)) return [];
    return [{ owner, first: Number(start), count: Number(size) }];
  });
}
