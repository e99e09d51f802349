import { expect, test } from 'vitest';
import type { LinePrinter, LinePrinterOptions } from '../../../src/cli/logs/line-printer.ts';
import { makeLinePrinter } from '../../../src/cli/logs/line-printer.ts';
import { makeStyle } from '../../../src/cli/style.ts';
import { collector } from '../../support/run-cli.ts';

function printed(
  work: (
    printer: LinePrinter,
    say: (name: string, text: string, stream?: 'stdout' | 'stderr') => void,
  ) => void,
  options: Partial<LinePrinterOptions> = {},
): { readonly stdout: string; readonly stderr: string } {
  const [stdout, stderr] = [collector(undefined), collector(undefined)];
  const printer = makeLinePrinter(
    { stdout: stdout.stream, stderr: stderr.stream },
    { style: makeStyle(false), hasPrefix: true, isSplit: true, names: [], ...options },
  );
  work(printer, (name, text, stream = 'stdout') => printer.write(name, stream, Buffer.from(text)));
  return { stdout: stdout.text(), stderr: stderr.text() };
}

test('names are padded to the longest', () => {
  const { stdout } = printed(
    (_, say) => {
      say('db-1', 'ready\nsteady\n');
      say('worker-1', 'go\n');
    },
    { names: ['db-1', 'worker-1'] },
  );
  expect(stdout).toBe('db-1      | ready\ndb-1      | steady\nworker-1  | go\n');
});

test('a name that turns up later widens the column from then on', () => {
  const { stdout } = printed((_, say) => {
    say('db-1', 'a\n');
    say('worker-1', 'b\n');
    say('db-1', 'c\n');
  });
  expect(stdout).toBe('db-1  | a\nworker-1  | b\ndb-1      | c\n');
});

test('a line that comes in pieces is one line, whatever comes between', () => {
  const { stdout } = printed((printer, say) => {
    say('a', 'one ');
    say('b', 'other\n');
    say('a', 'two\nrest');
    printer.finish('a');
    printer.finish('a');
  });
  expect(stdout).toBe('b  | other\na  | one two\na  | rest\n');
});

test('bytes that are cut inside a character come out whole', () => {
  const bytes = Buffer.from('€\n');
  const { stdout } = printed((printer) => {
    printer.write('a', 'stdout', bytes.subarray(0, 1));
    printer.write('a', 'stdout', bytes.subarray(1));
  });
  expect(stdout).toBe('a  | €\n');
});

test('attached output keeps the two streams apart', () => {
  const work = (_: LinePrinter, say: (name: string, text: string, stream?: 'stderr') => void) => {
    say('a', 'out\n');
    say('a', 'err\n', 'stderr');
  };
  expect(printed(work)).toEqual({ stdout: 'a  | out\n', stderr: 'a  | err\n' });
  expect(printed(work, { isSplit: false })).toEqual({ stdout: 'a  | out\na  | err\n', stderr: '' });
});

test('without prefixes lines come as they are', () => {
  expect(printed((_, say) => say('a', 'x\n'), { hasPrefix: false }).stdout).toBe('x\n');
});

test('colours go round in the order of the names, the second round in bold', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const { stdout } = printed((_, say) => names.forEach((name) => say(name, '\n')), {
    style: makeStyle(true),
    names,
  });
  const codes = stdout
    .trimEnd()
    .split('\n')
    .map((line) => [...line.matchAll(/\u001b\[(\d+)m/gu)].map((code) => code[1]));
  expect(codes.map(([first]) => first)).toEqual(['36', '33', '32', '35', '34', '1']);
});

test('output without line breaks is not kept for ever', () => {
  const { stdout } = printed((printer) => {
    for (let i = 0; i < 10; i++) printer.write('a', 'stdout', Buffer.alloc(20_000, 'x'));
  });
  expect(stdout.length).toBeGreaterThan(100_000);
});
