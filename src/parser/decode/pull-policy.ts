import type { PullPolicy } from '../../model/service.ts';
import { parseDuration } from '../normalize/duration.ts';

const dayMs = 86_400_000;

const unitsMs: Readonly<Record<string, number>> = {
  w: 7 * dayMs,
  d: dayMs,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
};

/** `pull_policy` and `pull_refresh_after`; absent is `missing`. */
export function decodePullPolicy(text: string | undefined, refreshAfter: string | undefined): PullPolicy {
  switch (text) {
    case 'always':
    case 'never':
    case 'build':
      return { kind: text };
    case 'daily':
      return { kind: 'older-than', maxAgeMs: dayMs };
    case 'weekly':
      return { kind: 'older-than', maxAgeMs: 7 * dayMs };
    case 'refresh': {
      const age = refreshAfter === undefined ? undefined : parseDuration(refreshAfter);
      return typeof age === 'number' ? { kind: 'older-than', maxAgeMs: age / 1e6 } : { kind: 'always' };
    }
    case undefined:
      return { kind: 'missing' };
    default:
      return text.startsWith('every_')
        ? { kind: 'older-than', maxAgeMs: ageMs(text.slice(6)) }
        : { kind: 'missing' };
  }
}

function ageMs(text: string): number {
  let total = 0;
  for (const [, count, unit = ''] of text.matchAll(/([0-9]+)([wdhms])/g)) {
    total += Number(count) * (unitsMs[unit] ?? 0);
  }
  return total;
}
