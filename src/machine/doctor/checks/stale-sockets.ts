import type { Check, FixStep } from '../check.ts';
import { fine } from '../check.ts';
import type { Facts } from '../facts.ts';
import { isAnswering } from '../../../podman/find/is-answering.ts';
import { notOfThisHost } from './host-podman.ts';
import { scopeOf, showUnit } from './systemd.ts';

/** Sockets of engines that are no more. */
export const staleSockets: Check = {
  name: 'stale-sockets',
  group: 'leftovers',
  looksAt:
    'whether something answers on the sockets of Podman that are there, the one of `podman.socket` and Selkie’s own',
  why: 'a socket that nobody listens on looks like an engine, and every tool that is pointed at it fails',
  run: async (facts) => {
    const verdict = await notOfThisHost(facts);
    if (verdict !== undefined) return verdict;
    const { host, signal } = facts;
    const run = host.env['XDG_RUNTIME_DIR'] ?? `/run/user/${host.uid ?? ''}`;
    const folder = (await facts.isRootless()) ? run : '/run';
    const sockets = [`${folder}/podman/podman.sock`, `${run}/selkie/podman.sock`];
    const stale: string[] = [];
    for (const path of sockets) {
      const found = await host.files.stat(path).catch(() => undefined);
      if (found === undefined || (found.kind === 'socket' && (await isAnswering(host, path, signal))))
        continue;
      stale.push(path);
    }
    // Selkie replaces its own by itself; one of the name where systemd listens is in its way.
    const harmful = stale.filter((path) => !path.includes('/selkie/'));
    if (harmful.length === 0) return fine('every socket that is there answers');
    return {
      state: 'error',
      found: `nothing answers on ${harmful.map((path) => `\`${path}\``).join(' and ')}`,
      fix: await steps(facts, harmful),
      follows: ['runtime', 'network-backend', 'podman-works'],
    };
  },
};

/** systemd makes its socket anew; one that it does not know of is taken away. */
async function steps(facts: Facts, paths: readonly string[]): Promise<readonly FixStep[]> {
  const by = (await facts.isRootless()) ? 'user' : 'root';
  const scope = await scopeOf(facts);
  const unit =
    scope === undefined ? undefined : await showUnit(facts, scope, 'podman.socket', ['ActiveState']);
  const words = scope === '--user' ? ['--user'] : [];
  if (unit?.get('ActiveState') === 'active') {
    return [
      { kind: 'run', command: ['systemctl', ...words, 'stop', 'podman.service', 'podman.socket'], by },
      ...paths.map((path): FixStep => ({ kind: 'remove', path, by })),
      { kind: 'run', command: ['systemctl', ...words, 'start', 'podman.socket'], by },
    ];
  }
  return paths.map((path) => ({ kind: 'remove', path, by }));
}
