import type { Check } from '../check.ts';
import { fine, notApplicable } from '../check.ts';
import { notOfThisHost } from './host-podman.ts';
import { scopeOf, showUnit } from './systemd.ts';

/** podman.socket. */
export const apiSocket: Check = {
  name: 'api-socket',
  group: 'engine',
  looksAt: 'whether `podman.socket` is enabled and listens, for root or for the user',
  why: 'systemd then starts the engine when somebody asks for it; otherwise Selkie starts one for a minute, and other tools find none',
  run: async (facts) => {
    const verdict = await notOfThisHost(facts);
    if (verdict !== undefined) return verdict;
    const scope = await scopeOf(facts);
    if (scope === undefined) return notApplicable('no systemd looks after it');
    const unit = await showUnit(facts, scope, 'podman.socket', ['LoadState', 'ActiveState', 'UnitFileState']);
    if (unit.get('LoadState') !== 'loaded') {
      return { state: 'warning', found: 'this Podman came without `podman.socket`', fix: [] };
    }
    const isListening = unit.get('ActiveState') === 'active';
    const isEnabled = unit.get('UnitFileState') === 'enabled';
    if (isListening && isEnabled) return fine('`podman.socket` listens, and will after a reboot');
    const by = scope === '--user' ? 'user' : 'root';
    const words = scope === '--user' ? ['--user'] : [];
    return {
      state: 'warning',
      found: isListening
        ? '`podman.socket` listens, and will not after a reboot'
        : '`podman.socket` does not listen',
      fix: [
        ...(unit.get('ActiveState') === 'failed'
          ? [{ kind: 'run', command: ['systemctl', ...words, 'reset-failed', 'podman.socket'], by } as const]
          : []),
        { kind: 'run', command: ['systemctl', ...words, 'enable', '--now', 'podman.socket'], by },
      ],
    };
  },
};
