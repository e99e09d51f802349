import { describe, expect, test } from 'vitest';
import { parseDetachKeys, watchForKeys } from '../../../src/cli/session/detach-keys.ts';

test.each([
  ['ctrl-p,ctrl-q', [16, 17]],
  ['ctrl-x,d', [24, 100]],
  ['CTRL-@', [0]],
  ['ctrl-[', [27]],
  ['', []],
])('%j are the bytes %j', (text, bytes) => {
  expect([...(parseDetachKeys(text) ?? [-1])]).toEqual(bytes);
});

test.each(['ctrl-', 'ctrl-1', 'ab', 'a,,b', 'alt-a'])('%j are no keys', (text) => {
  expect(parseDetachKeys(text)).toBeUndefined();
});

describe('input that is watched', () => {
  const watch = () => {
    const look = watchForKeys(Uint8Array.from([16, 17]));
    return (...bytes: number[]) => {
      const { data, isDetached } = look(Uint8Array.from(bytes));
      return [[...data], isDetached];
    };
  };

  test('keys in two pieces let go, and what stood before them goes on', () => {
    const look = watch();
    expect(look(97, 16)).toEqual([[97], false]);
    expect(look(17, 98)).toEqual([[], true]);
  });

  test('a beginning that goes on otherwise was meant for the process', () => {
    const look = watch();
    expect(look(16)).toEqual([[], false]);
    expect(look(16, 97)).toEqual([[16, 16, 97], false]);
    expect(look(16, 17)).toEqual([[], true]);
  });
});
