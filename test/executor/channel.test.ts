import { expect, test } from 'vitest';
import { Channel } from '../../src/executor/channel.ts';

test('items come in order, those pushed before the end too', async () => {
  const channel = new Channel<number>(2);
  for (const item of [1, 2, 3]) channel.push(item);
  channel.close();
  channel.push(4);
  const got: number[] = [];
  for await (const item of channel) got.push(item);
  expect(got).toEqual([1, 2, 3]);
});

test('a writer that asks for room is held back until the reader has caught up', async () => {
  const channel = new Channel<number>(3);
  let written = 0;
  const writer = (async () => {
    for (; written < 100; written++) {
      channel.push(written);
      await channel.room();
    }
    channel.close();
  })();
  let ahead = 0;
  let read = 0;
  for await (const item of channel) {
    expect(item).toBe(read++);
    ahead = Math.max(ahead, written - read);
  }
  await writer;
  expect(read).toBe(100);
  expect(ahead).toBeLessThanOrEqual(3);
});

test('a reader that leaves frees its writers', async () => {
  const channel = new Channel<number>(1);
  channel.push(1);
  const room = channel.room();
  for await (const item of channel) if (item === 1) break;
  await room;
  await channel.room();
});

test('a failure comes after the items before it', async () => {
  const channel = new Channel<number>(1);
  channel.push(1);
  channel.fail(new Error('broken'));
  const got: number[] = [];
  const reading = (async () => {
    for await (const item of channel) got.push(item);
  })();
  await expect(reading).rejects.toThrow('broken');
  expect(got).toEqual([1]);
});
