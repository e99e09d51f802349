import type { Check } from '../check.ts';
import { advice, fine } from '../check.ts';
import { notOfThisHost } from './host-podman.ts';
import { scopeOf } from './systemd.ts';

/** That something runs the health checks of containers. */
export const healthTimers: Check = {
  name: 'health-timers',
  group: 'reboot',
  looksAt: 'whether a systemd can be asked for timers, and the health checks of the project here',
  why: 'Podman leaves the times of health checks to systemd; without it a container stays `starting` unless Selkie is waiting for it',
  run: async (facts) => {
    const verdict = await notOfThisHost(facts);
    if (verdict !== undefined) return verdict;
    const scope = await scopeOf(facts);
    if (scope !== undefined) return fine(`timers of \`systemctl ${scope}\``);
    const services = [...(facts.project?.services.values() ?? [])];
    const checked = services.filter(({ healthcheck }) => healthcheck !== undefined).map(({ name }) => name);
    return {
      state: checked.length > 0 ? 'warning' : 'note',
      found:
        checked.length > 0
          ? `there is no systemd to time the health ${checked.length === 1 ? 'check' : 'checks'} of ${checked.join(', ')}`
          : 'there is no systemd to time health checks',
      fix: advice(
        'run `podman healthcheck run CONTAINER` from a timer of your own, or use a host with systemd',
      ),
      follows: ['user-session'],
    };
  },
};
