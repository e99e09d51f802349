import { expect, test } from 'vitest';
import { Turns } from '../../src/executor/turns.ts';

test('so many have a turn at a time, in the order in which they came', async () => {
  const turns = new Turns(2);
  const log: string[] = [];
  const come = (name: string) =>
    turns.take().then((giveUp) => {
      log.push(name);
      return giveUp;
    });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const [a, b] = [await come('a'), await come('b')];
  const [c, d] = [come('c'), come('d')];
  await settled();
  expect(log).toEqual(['a', 'b']);
  b();
  b();
  await settled();
  expect(log).toEqual(['a', 'b', 'c']);
  a();
  await settled();
  expect(log).toEqual(['a', 'b', 'c', 'd']);
  (await c)();
  (await d)();
  await come('e');
  await come('f');
  expect(log).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});
