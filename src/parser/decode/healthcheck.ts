import type { JsonObject } from '../../lib/json.ts';
import type { Healthcheck } from '../../model/healthcheck.ts';
import { flagAt, msAt, numberAt, objectAt, textsIn } from './read.ts';

/** `healthcheck`; `disable` and a test of `NONE` are the same. */
export function decodeHealthcheck(definition: JsonObject): Healthcheck | undefined {
  if (definition['healthcheck'] === undefined) return undefined;
  const check = objectAt(definition, 'healthcheck');
  const test = textsIn(check['test']);
  if (flagAt(check, 'disable') || test?.[0] === 'NONE') return { kind: 'disabled' };
  return {
    kind: 'check',
    test,
    intervalMs: msAt(check, 'interval'),
    timeoutMs: msAt(check, 'timeout'),
    startPeriodMs: msAt(check, 'start_period'),
    startIntervalMs: msAt(check, 'start_interval'),
    retries: numberAt(check, 'retries'),
  };
}
