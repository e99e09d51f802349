import { expect, test } from 'vitest';
import { parsePointInTime } from '../../src/cli/point-in-time.ts';

const nowMs = Date.UTC(2026, 0, 2, 12);

test.each([
  ['10m', '2026-01-02T11:50:00.000Z'],
  ['1h30m', '2026-01-02T10:30:00.000Z'],
  ['1.5s', '2026-01-02T11:59:58.500Z'],
  ['250ms', '2026-01-02T11:59:59.750Z'],
  ['2025-12-31T23:00:00Z', '2025-12-31T23:00:00.000Z'],
  ['2025-12-31T23:00:00+02:00', '2025-12-31T21:00:00.000Z'],
  ['2025-12-31T23:00:00', new Date(2025, 11, 31, 23).toISOString()],
  ['2025-12-31', new Date(2025, 11, 31).toISOString()],
  ['1767225600', '1767225600'],
  ['1767225600.25', '1767225600.25'],
])('%s is %s', (text, time) => {
  expect(parsePointInTime(text, nowMs)).toBe(time);
});

test.each(['', 'yesterday', '10x', 'm', '2025-13-45', '-5m', '2025-12-31T', '1h 30m'])(
  '%j is no time',
  (text) => {
    expect(parsePointInTime(text, nowMs)).toBeUndefined();
  },
);
