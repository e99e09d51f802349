import type { Check } from '../check.ts';
import { fine, notApplicable } from '../check.ts';
import type { Facts } from '../facts.ts';
import { notOfThisHost } from './host-podman.ts';
import type { Scope } from './systemd.ts';
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
    const isLoaded = unit.get('LoadState') === 'loaded';
    if (!isLoaded && !(await hasUnitFile(facts, scope))) {
      return { state: 'note', found: 'this Podman came without `podman.socket`', fix: [] };
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
        ...(isLoaded
          ? []
          : [{ kind: 'run', command: ['systemctl', ...words, 'daemon-reload'], by } as const]),
        ...(unit.get('ActiveState') === 'failed'
          ? [{ kind: 'run', command: ['systemctl', ...words, 'reset-failed', 'podman.socket'], by } as const]
          : []),
        { kind: 'run', command: ['systemctl', ...words, 'enable', '--now', 'podman.socket'], by },
      ],
      // A service that cannot start takes its socket with it.
      follows: ['runtime', 'network-backend', 'podman-works'],
    };
  },
};

/** A package that was installed a moment ago may have one that systemd has not read yet. */
async function hasUnitFile({ host }: Facts, scope: Scope): Promise<boolean> {
  const kind = scope === '--user' ? 'user' : 'system';
  const folders = ['/etc', '/usr/local/lib', '/usr/lib', '/lib'].map((folder) => `${folder}/systemd/${kind}`);
  const found = await Promise.all(
    folders.map((folder) => host.files.stat(`${folder}/podman.socket`).catch(() => undefined)),
  );
  return found.some((file) => file !== undefined);
}
