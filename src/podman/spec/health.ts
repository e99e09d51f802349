import type { JsonObject } from '../../lib/json.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import type { SpecContext } from './context.ts';

const defaultIntervalMs = 30_000;
const defaultTimeoutMs = 30_000;
const defaultRetries = 3;

/** The health check. Every number is sent: the engine fills in none, and an interval of nothing never runs. */
export function healthSpec({ service }: ContainerDesign, { features }: SpecContext): JsonObject {
  const { healthcheck } = service;
  const log = features.needsHealthLogLimits
    ? { healthLogDestination: 'local', healthMaxLogCount: 5, healthMaxLogSize: 500 }
    : {};
  if (healthcheck === undefined) return log;
  if (healthcheck.kind === 'disabled') return { ...log, healthconfig: { Test: ['NONE'] } };

  const { test, intervalMs, timeoutMs, startPeriodMs, startIntervalMs, retries } = healthcheck;
  // For ourselves: the engine gives it back, and whoever waits for the container's health checks that often.
  const early = startIntervalMs === undefined ? {} : { StartInterval: nanoseconds(startIntervalMs) };
  // Without a test of its own the image's is kept, and only what is said replaces the image's numbers.
  if (test === undefined) {
    return {
      ...log,
      healthconfig: {
        Interval: nanoseconds(intervalMs ?? 0),
        Timeout: nanoseconds(timeoutMs ?? 0),
        StartPeriod: nanoseconds(startPeriodMs ?? 0),
        ...early,
        Retries: retries ?? 0,
      },
    };
  }
  return {
    ...log,
    healthconfig: {
      Test: test,
      Interval: nanoseconds(intervalMs ?? defaultIntervalMs),
      Timeout: nanoseconds(timeoutMs ?? defaultTimeoutMs),
      StartPeriod: nanoseconds(startPeriodMs ?? 0),
      ...early,
      Retries: retries ?? defaultRetries,
    },
  };
}

function nanoseconds(ms: number): number {
  return Math.round(ms * 1e6);
}
