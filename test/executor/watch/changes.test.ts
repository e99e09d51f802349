import { describe, expect, test } from 'vitest';
import { ChangeBatches } from '../../../src/executor/watch/change-batches.ts';
import { findChanges } from '../../../src/executor/watch/find-changes.ts';
import type { Extent } from '../../../src/executor/watch/find-changes.ts';
import { memoryHost } from '../../support/memory-host.ts';

/** A clock on which changes happen at given times while somebody waits. */
function busyClock(happenings: readonly (readonly [atMs: number, happen: () => void])[]) {
  let nowMs = 0;
  const rest = [...happenings];
  return {
    now: () => nowMs,
    sleep: async (ms: number) => {
      const untilMs = nowMs + ms;
      while (rest[0] !== undefined && rest[0][0] <= untilMs) {
        const [atMs, happen] = rest.shift() ?? [0, () => undefined];
        nowMs = atMs;
        happen();
      }
      nowMs = untilMs;
      await Promise.resolve();
    },
  };
}

const times = { quietMs: 200, longestMs: 2000, restlessMs: 10_000 };

describe('a batch of changes', () => {
  test('is complete when nothing has happened for a while', async () => {
    const clock = busyClock([
      [150, () => batches.add('/b', 'entry')],
      [300, () => batches.add('/a', 'entry')],
      [900, () => batches.add('/later', 'entry')],
    ]);
    const batches = new ChangeBatches(clock, times);
    batches.add('/a', 'entry');
    expect([...(await batches.next(new AbortController().signal)).keys()]).toEqual(['/a', '/b']);
    expect(clock.now()).toBe(500);
  });

  test('does not wait for a file that is still being written, which comes when it is complete', async () => {
    const clock = busyClock(
      Array.from({ length: 50 }, (_, n) => [n * 100, () => batches.add('/large', 'entry')] as const),
    );
    const batches = new ChangeBatches(clock, times);
    batches.add('/small', 'entry');
    const { signal } = new AbortController();
    expect([...(await batches.next(signal)).keys()]).toEqual(['/small']);
    expect(clock.now()).toBe(2000);
    expect([...(await batches.next(signal)).keys()]).toEqual(['/large']);
    expect(clock.now()).toBe(4900 + times.quietMs);
  });

  test('takes a file that never rests as it is after a long while', async () => {
    const clock = busyClock(
      Array.from({ length: 400 }, (_, n) => [n * 100, () => batches.add('/log', 'entry')] as const),
    );
    const batches = new ChangeBatches(clock, times);
    batches.add('/log', 'entry');
    await batches.next(new AbortController().signal);
    expect(clock.now()).toBe(10_000);
  });

  test('keeps the most that was said of a path', async () => {
    const batches = new ChangeBatches(busyClock([]), times);
    for (const extent of ['entry', 'replaced', 'new', 'entry'] as const) batches.add('/a', extent);
    expect([...(await batches.next(new AbortController().signal))]).toEqual([['/a', 'replaced']]);
  });

  test('is waited for until somebody has enough of it', async () => {
    const stop = new AbortController();
    const next = new ChangeBatches(busyClock([]), times).next(stop.signal);
    stop.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
  });
});

describe('what was touched', () => {
  const host = () =>
    memoryHost({
      files: { '/p/a': '1', '/p/new/b': '2', '/p/new/deep/c': '3', '/p/new/skip/d': '4' },
      links: { '/p/link': 'nowhere' },
    });
  const found = async (touched: Readonly<Record<string, Extent>>) => {
    const changes = await findChanges(
      host().files,
      new Map(Object.entries(touched)),
      (path) => !path.endsWith('/skip'),
    );
    return changes.map(({ path, state, isFolder }) => `${state} ${path}${isFolder ? '/' : ''}`);
  };

  test('is there or not, and a link is itself', async () => {
    expect(
      await found({ '/p/link': 'entry', '/p/a': 'entry', '/p/gone': 'entry', '/p/new': 'entry' }),
    ).toEqual(['present /p/a', 'gone /p/gone', 'present /p/link', 'present /p/new/']);
  });

  test('as a new folder means all in it that is wanted', async () => {
    expect(await found({ '/p/new': 'new', '/p/new/b': 'entry', '/p/new/old': 'entry' })).toEqual([
      'new /p/new/',
      'present /p/new/b',
      'present /p/new/deep/',
      'present /p/new/deep/c',
      'gone /p/new/old',
    ]);
  });

  test('as a folder in the place of another says so', async () => {
    expect(await found({ '/p/new/deep': 'replaced', '/p/gone': 'new' })).toEqual([
      'gone /p/gone',
      'replaced /p/new/deep/',
      'present /p/new/deep/c',
    ]);
  });
});
