import type { ContainerDesign } from '../../planner/container-design.ts';
import { healthCommand } from '../../podman/spec-generator.ts';
import type { Emission } from '../emission.ts';
import { rawText } from '../escape.ts';
import type { Entry } from '../unit-file.ts';
import { hasKey } from '../versions.ts';

/** The health check, in a form that every version reads alike. */
export function healthEntries({ service }: ContainerDesign, { target }: Emission): readonly Entry[] {
  const { healthcheck } = service;
  if (healthcheck === undefined || !hasKey('Container', 'HealthCmd', target.version)) return [];
  if (healthcheck.kind === 'disabled') return [['HealthCmd', 'none']];
  const { test, intervalMs, timeoutMs, startPeriodMs, startIntervalMs, retries } = healthcheck;
  // Podman's command line heeds the numbers only beside a test.
  if (test === undefined) return [];
  const command = rawText(healthCommand(test)) ?? '';
  const isStarting = startIntervalMs !== undefined && (startPeriodMs ?? 0) > 0;
  return [
    ['HealthCmd', command],
    ...duration('HealthInterval', intervalMs),
    ...duration('HealthTimeout', timeoutMs),
    ...duration('HealthStartPeriod', startPeriodMs),
    ...(retries === undefined ? [] : [['HealthRetries', String(retries)] as const]),
    ...(isStarting
      ? ([['HealthStartupCmd', command], ...duration('HealthStartupInterval', startIntervalMs)] as const)
      : []),
  ];
}

function duration(key: string, ms: number | undefined): readonly Entry[] {
  if (ms === undefined) return [];
  return [[key, ms % 1000 === 0 ? `${ms / 1000}s` : `${Math.round(ms)}ms`]];
}
