import type { RestartPace } from '../../model/restart.ts';
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
  const pace = service.restart?.pace;
  const tries = (kind === 'on-failure' ? service.restart?.maxAttempts : undefined) ?? pace?.maxAttempts;
  // Whatever runs Podman 5 has a systemd that knows the newer keys; an older one ignores them.
  const isNew = isAtLeast(target.version, firstWithPods);
  return {
    unit:
      tries === undefined
        ? [['StartLimitIntervalSec', '0']]
        : [
            ['StartLimitIntervalSec', limitInterval(tries, pace)],
            ['StartLimitBurst', String(tries + 1)],
          ],
    service: [
      // A job that is run again and again would never be done.
      ['Restart', kind === 'on-failure' || isJob ? 'on-failure' : 'always'],
      ['RestartSec', pace?.delayMs === undefined ? '1' : `${Math.max(leastDelayMs, pace.delayMs)}ms`],
      ...(isNew && tries === undefined && pace?.delayMs === undefined
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

/** What systemd waits by itself; without any wait, a container that ends at once would keep the machine busy. */
const leastDelayMs = 100;

/** The time in which so many attempts are too many: each of them may last as long as the window before it counts as a success. */
function limitInterval(tries: number, pace: RestartPace | undefined): string {
  if (pace?.windowMs === undefined) return 'infinity';
  return `${Math.ceil((tries * (pace.windowMs + (pace.delayMs ?? 1000))) / 1000)}`;
}
