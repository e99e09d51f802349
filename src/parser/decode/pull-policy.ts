import type { PullPolicy } from '../../model/service.ts';

const dayMs = 86_400_000;

const unitsMs: Readonly<Record<string, number>> = {
  w: 7 * dayMs,
  d: dayMs,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
};

/** `pull_policy`; absent is `missing`. A `refresh` is always due, as with docker compose, which drops `pull_refresh_after`. */
export function decodePullPolicy(text: string | undefined): PullPolicy {
  switch (text) {
    case 'always':
    case 'never':
    case 'build':
      return { kind: text };
    case 'daily':
      return { kind: 'older-than', maxAgeMs: dayMs };
    case 'weekly':
      return { kind: 'older-than', maxAgeMs: 7 * dayMs };
    case 'refresh':
      return { kind: 'always' };
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
