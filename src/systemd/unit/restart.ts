import type { Service } from '../../model/service.ts';
import type { Emission } from '../emission.ts';
import type { Entry } from '../unit-file.ts';
import { firstWithPods } from '../versions.ts';
import { isAtLeast } from '../../podman/version.ts';

/** A restart policy as systemd has it: entries for `[Unit]` and `[Service]`. */
export function restartEntries(
  service: Service,
  { jobs, leaders, target }: Emission,
): { readonly unit: readonly Entry[]; readonly service: readonly Entry[] } {
  const isJob = jobs.has(service.name);
  const kind = service.restart?.kind ?? 'no';
  if (kind === 'no') return { unit: [], service: [['Restart', 'no']] };
  const tries = kind === 'on-failure' ? service.restart?.maxAttempts : undefined;
  // Whatever runs Podman 5 has a systemd that knows the newer keys; an older one ignores them.
  const isNew = isAtLeast(target.version, firstWithPods);
  return {
    unit:
      tries === undefined
        ? [['StartLimitIntervalSec', '0']]
        : [
            ['StartLimitIntervalSec', 'infinity'],
            ['StartLimitBurst', String(tries + 1)],
          ],
    service: [
      // A job that is run again and again would never be done.
      ['Restart', kind === 'on-failure' || isJob ? 'on-failure' : 'always'],
      ['RestartSec', '1'],
      ...(isNew && tries === undefined
        ? ([
            ['RestartSteps', '6'],
            ['RestartMaxDelaySec', '60'],
          ] as const)
        : []),
      // Those who wait for it, or are restarted with it on demand, see nothing of its own restarts.
      ...(isNew && (isJob || leaders.has(service.name)) ? ([['RestartMode', 'direct']] as const) : []),
    ],
  };
}
