import type { Check } from '../check.ts';
import { fine, notApplicable } from '../check.ts';
import { notOfThisHost } from './host-podman.ts';
import { scopeOf, showUnit } from './systemd.ts';

/** podman-restart.service. */
export const restartService: Check = {
  name: 'restart-service',
  group: 'reboot',
  looksAt:
    'whether `podman-restart.service` is enabled, and services with `restart: always` or `unless-stopped` here',
  why: 'Podman has no daemon: after a reboot only this service starts such containers again',
  run: async (facts) => {
    const verdict = await notOfThisHost(facts);
    if (verdict !== undefined) return verdict;
    const scope = await scopeOf(facts);
    if (scope === undefined) return notApplicable('no systemd looks after it');
    const unit = await showUnit(facts, scope, 'podman-restart.service', ['LoadState', 'UnitFileState']);
    if (unit.get('LoadState') !== 'loaded') return notApplicable('this Podman came without it');
    if (unit.get('UnitFileState') === 'enabled') return fine('`podman-restart.service` is enabled');
    const services = [...(facts.project?.services.values() ?? [])].filter(
      ({ restart }) => restart?.kind === 'always' || restart?.kind === 'unless-stopped',
    );
    const names = services.map(({ name }) => name).join(', ');
    const words = scope === '--user' ? ['--user'] : [];
    return {
      state: services.length > 0 ? 'warning' : 'note',
      found:
        services.length > 0
          ? `nothing starts ${names} again after a reboot`
          : 'nothing starts containers again after a reboot, and none here asks for it',
      fix: [
        {
          kind: 'run',
          command: ['systemctl', ...words, 'enable', 'podman-restart.service'],
          by: scope === '--user' ? 'user' : 'root',
        },
      ],
    };
  },
};
