import type { JsonObject } from '../../lib/json.ts';
import type { Healthcheck } from '../../model/healthcheck.ts';

/** A health check as Kubernetes asks for it, in whole seconds: `livenessProbe`, and `startupProbe` for one that is quicker at first. */
export function probes(healthcheck: Healthcheck | undefined): JsonObject {
  if (healthcheck?.kind !== 'check' || healthcheck.test === undefined) return {};
  const {
    test,
    intervalMs = 30_000,
    timeoutMs = 30_000,
    startPeriodMs = 0,
    startIntervalMs,
    retries = 3,
  } = healthcheck;
  const exec = { command: commandOf(test) };
  const isQuickAtFirst = startIntervalMs !== undefined && startPeriodMs > 0;
  return {
    livenessProbe: {
      exec,
      periodSeconds: seconds(intervalMs),
      timeoutSeconds: seconds(timeoutMs),
      failureThreshold: Math.max(1, retries),
      initialDelaySeconds: startPeriodMs === 0 ? undefined : Math.ceil(startPeriodMs / 1000),
    },
    startupProbe: isQuickAtFirst
      ? {
          exec,
          periodSeconds: seconds(startIntervalMs),
          timeoutSeconds: seconds(timeoutMs),
          failureThreshold: Math.max(1, Math.ceil(startPeriodMs / startIntervalMs)) + retries,
        }
      : undefined,
  };
}

/** Probes count in whole seconds, at least one. */
function seconds(ms: number): number {
  return Math.max(1, Math.round(ms / 1000));
}

function commandOf([kind, ...words]: readonly string[]): readonly string[] {
  return kind === 'CMD-SHELL' ? ['/bin/sh', '-c', words.join(' ')] : words;
}
