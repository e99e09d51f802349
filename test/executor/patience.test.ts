import { expect, test } from 'vitest';
import { Patience } from '../../src/executor/logs/patience.ts';

test('there is a reason while anybody has one, and the end of the last is told', () => {
  const patience = new Patience();
  let ends = 0;
  patience.whenOver(() => ends++);
  const releases = [patience.hold(), patience.hold()];
  releases[0]?.();
  releases[0]?.();
  expect([patience.hasReason, ends]).toEqual([true, 0]);
  releases[1]?.();
  expect([patience.hasReason, ends]).toEqual([false, 1]);
  patience.hold()();
  expect(ends).toBe(2);
});
