import { expect, test } from 'vitest';
import { roughDuration } from '../../../src/cli/ps/ago.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [400, 'Less than a second'],
  [1000, '1 second'],
  [59_999, '59 seconds'],
  [minute, 'About a minute'],
  [2 * minute, '2 minutes'],
  [hour, 'About an hour'],
  [1.6 * hour, '2 hours'],
  [47 * hour, '47 hours'],
  [2 * day, '2 days'],
  [14 * day, '2 weeks'],
  [61 * day, '2 months'],
  [800 * day, '2 years'],
])('%i ms is %s', (ms, words) => {
  expect(roughDuration(ms)).toBe(words);
});
