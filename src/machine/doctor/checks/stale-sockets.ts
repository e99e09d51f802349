import type { Check, FixStep } from '../check.ts';
import { fine, notApplicable } from '../check.ts';
import type { Facts } from '../facts.ts';
import { isAnswering } from '../../../podman/find/is-answering.ts';
import { notOfThisHost } from './host-podman.ts';
import { scopeOf, showUnit } from './systemd.ts';

/** Sockets of engines that are no more. */
export const staleSockets: Check = {
  name: 'stale-sockets',
  group: 'leftovers',
  looksAt: 'whether something answers on `podman/podman.sock` in /run, or in the user’s runtime folder',
  why: 'a socket that nobody listens on looks like an engine, and every tool that is pointed at it fails',
  run: async (facts) => {
    const verdict = await notOfThisHost(facts);
    if (verdict !== undefined) return verdict;
    const { host } = facts;
    const isRootless = await facts.isRootless();
    const by = isRootless ? 'user' : 'root';
    const folder = isRootless ? (host.env['XDG_RUNTIME_DIR'] ?? `/run/user/${host.uid ?? ''}`) : '/run';
    const path = `${folder}/podman/podman.sock`;
    const found = await host.files.stat(path).catch(() => undefined);
    if (found === undefined) return fine('there is none');
    if (found.kind === 'socket' && (await answers(facts, path))) return fine(`\`${path}\` answers`);
    const unit = await socketUnit(facts);
    if (unit === 'off') return notApplicable('`podman.socket` does not listen, which `api-socket` tells');
    const words = isRootless ? ['--user'] : [];
    const systemctl = (...rest: readonly string[]): FixStep => ({
      kind: 'run',
      command: ['systemctl', ...words, ...rest],
      by,
    });
    return {
      state: 'error',
      found: `nothing answers on \`${path}\``,
      fix:
        unit === 'none'
          ? [{ kind: 'remove', path, by }]
          : [
              systemctl('stop', 'podman.service', 'podman.socket'),
              { kind: 'remove', path, by },
              systemctl('start', 'podman.socket'),
            ],
      follows: ['runtime', 'network-backend', 'podman-works'],
    };
  },
};

/** The search for an engine may have asked already, and waited long for nothing. */
async function answers(facts: Facts, path: string): Promise<boolean> {
  const result = await facts.engine();
  const uri = `unix://${path}`;
  if (result.connection?.uri === uri) return true;
  const { passedOver } = result.connection ?? result;
  if (passedOver.some(({ reason }) => reason.includes(uri))) return false;
  return isAnswering(facts.host, path, facts.signal);
}

/** Whether systemd listens on the socket, could, or knows nothing of it. */
async function socketUnit(facts: Facts): Promise<'on' | 'off' | 'none'> {
  const scope = await scopeOf(facts);
  if (scope === undefined) return 'none';
  const unit = await showUnit(facts, scope, 'podman.socket', ['LoadState', 'ActiveState']);
  if (unit.get('LoadState') !== 'loaded') return 'none';
  return unit.get('ActiveState') === 'active' ? 'on' : 'off';
}
