import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineReader } from '../../src/executor/logs/line-reader.ts';
import { LogCursor } from '../../src/executor/logs/log-cursor.ts';
import type { LogFrame } from '../../src/podman/replies.ts';

const source = { containerId: 'x', container: 'p-web-1', service: 'web', replica: 1 };

/** Output with times to the second or finer, several pieces of the same time among them. */
const outputs = fc.array(fc.nat({ max: 2 }), { maxLength: 40 }).map((steps) => {
  let ms = Date.UTC(2026, 0, 1);
  return steps.map((step) => new Date((ms += step * 500)).toISOString());
});

/** What the engine sends for a new reading: all pieces later than `since`, which it leaves out. */
function sent(times: readonly string[], since: string | undefined): readonly (readonly [string, number])[] {
  return times
    .map((time, index) => [time, index] as const)
    .filter(([time]) => since === undefined || Date.parse(time) > Date.parse(since));
}

test('however often a reading breaks off, every piece is taken once and in order', () => {
  fc.assert(
    fc.property(outputs, fc.array(fc.nat({ max: 10 }), { maxLength: 6 }), (times, breaks) => {
      const cursor = new LogCursor();
      const taken: number[] = [];
      for (const limit of [...breaks, Number.POSITIVE_INFINITY]) {
        const reading = sent(times, cursor.since);
        cursor.restart();
        let fresh = 0;
        for (const [time, index] of reading) {
          if (fresh >= limit) break;
          if (!cursor.advance(time)) continue;
          taken.push(index);
          fresh++;
        }
      }
      expect(taken).toEqual(times.map((_, index) => index));
    }),
  );
});

test('what lies below the floor stays there, also where it is told of the same second', () => {
  fc.assert(
    fc.property(
      outputs,
      fc.nat({ max: 4 }),
      fc.array(fc.nat({ max: 2 }), { maxLength: 6 }),
      (times, earlier, breaks) => {
        const last = times[Math.min(earlier, times.length) - 1];
        const floorMs = last === undefined ? Date.UTC(2020, 0, 1) : Date.parse(last);
        const cursor = new LogCursor(floorMs);
        const taken: number[] = [];
        for (const limit of [...breaks, Number.POSITIVE_INFINITY]) {
          const reading = sent(times, cursor.since);
          cursor.restart();
          let fresh = 0;
          for (const [time, index] of reading) {
            if (fresh >= limit) break;
            // As engines before 5.8 tell it.
            if (!cursor.advance(`${time.slice(0, 19)}Z`)) continue;
            taken.push(index);
            fresh++;
          }
        }
        const later = times.map((time, index) => [Date.parse(time), index] as const);
        expect(taken).toEqual(later.filter(([ms]) => ms > floorMs).map(([, index]) => index));
      },
    ),
  );
});

test('an empty cursor begins at its floor, and the floor rises only while nothing was seen', () => {
  const cursor = new LogCursor(Date.UTC(2026, 0, 1));
  cursor.raiseFloor(Date.UTC(2026, 0, 2));
  expect(cursor.since).toBe('2026-01-02T00:00:00.000Z');
  cursor.advance('2026-01-03T00:00:00.5Z');
  cursor.raiseFloor(Date.UTC(2026, 5, 1));
  expect(cursor.since).toBe('2026-01-03T00:00:00.499Z');
  expect(new LogCursor().since).toBeUndefined();
});

const frame = (stream: LogFrame['stream'], text: string): LogFrame => ({
  stream,
  data: Buffer.from(`2026-01-01T00:00:00Z ${text}`),
});

function linesOf(frames: readonly LogFrame[]): readonly string[] {
  const reader = new LineReader(source, new LogCursor());
  return [...frames.flatMap((one) => reader.take(one) ?? []), ...reader.rest()].map(
    ({ stream, data }) => `${stream}: ${Buffer.from(data).toString()}`,
  );
}

test.each([
  ['whole lines', [frame('stdout', 'a\n'), frame('stderr', 'b\n')], ['stdout: a', 'stderr: b']],
  ['an empty line', [frame('stdout', '\n')], ['stdout: ']],
  [
    'pieces of a line, with the other stream between',
    [frame('stdout', 'par'), frame('stderr', 'err\n'), frame('stdout', 't\n')],
    ['stderr: err', 'stdout: part'],
  ],
  ['a last line without its end', [frame('stdout', 'a\n'), frame('stdout', 'b')], ['stdout: a', 'stdout: b']],
  ["a terminal's line ends", [frame('stdout', 'a\r\n')], ['stdout: a']],
  ['spaces that belong to the line', [frame('stdout', '  a b \n')], ['stdout:   a b ']],
])('%s', (_, frames, lines) => {
  expect(linesOf(frames)).toEqual(lines);
});

test('output without line breaks does not grow for ever', () => {
  const piece = frame('stdout', 'x'.repeat(500_000));
  const lines = linesOf([piece, piece, piece, piece, piece]);
  expect(lines.map((line) => line.length - 'stdout: '.length)).toEqual([1_500_000, 1_000_000]);
});
