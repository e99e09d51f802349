import { expect, test } from 'vitest';
import { checks } from '../../src/machine/doctor/checks.ts';
import { breaks, notBroken } from '../e2e/doctor/breaks.ts';

test('every check of the doctor has something that is broken for real, or the reason why nothing is', () => {
  const told = [...Object.keys(breaks), ...Object.keys(notBroken)];
  expect(told.toSorted()).toEqual(checks.map(({ name }) => name).toSorted());
  expect(Object.values(breaks).filter((of) => of.length === 0)).toEqual([]);
});
