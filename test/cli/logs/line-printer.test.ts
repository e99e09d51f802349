import { expect, test } from 'vitest';
import type { LinePrinter, LinePrinterOptions } from '../../../src/cli/logs/line-printer.ts';
import { makeLinePrinter } from '../../../src/cli/logs/line-printer.ts';
import { makeStyle } from '../../../src/cli/style.ts';
import { collector } from '../../support/run-cli.ts';

type Say = (name: string, text: string, stream?: 'stdout' | 'stderr') => void;

function printed(
  work: (say: Say, printer: LinePrinter) => void,
  options: Partial<LinePrinterOptions> = {},
): { readonly stdout: string; readonly stderr: string } {
  const [stdout, stderr] = [collector(undefined), collector(undefined)];
  const printer = makeLinePrinter(
    { stdout: stdout.stream, stderr: stderr.stream },
    { style: makeStyle(false), hasPrefix: true, isSplit: true, names: [], ...options },
  );
  work((name, text, stream = 'stdout') => printer.line(name, stream, Buffer.from(text)), printer);
  printer.flush();
  return { stdout: stdout.text(), stderr: stderr.text() };
}

test('names are padded to the longest', () => {
  const { stdout } = printed(
    (say) => {
      say('db-1', 'ready');
      say('db-1', 'steady');
      say('worker-1', 'go');
    },
    { names: ['db-1', 'worker-1'] },
  );
  expect(stdout).toBe('db-1      | ready\ndb-1      | steady\nworker-1  | go\n');
});

test('a name that turns up later widens the column from then on', () => {
  const { stdout } = printed((say) => {
    say('db-1', 'a');
    say('worker-1', 'b');
    say('db-1', 'c');
  });
  expect(stdout).toBe('db-1  | a\nworker-1  | b\ndb-1      | c\n');
});

test('attached output keeps the two streams apart', () => {
  const work = (say: Say) => {
    say('a', 'out');
    say('a', 'err', 'stderr');
  };
  expect(printed(work)).toEqual({ stdout: 'a  | out\n', stderr: 'a  | err\n' });
  expect(printed(work, { isSplit: false })).toEqual({ stdout: 'a  | out\na  | err\n', stderr: '' });
});

test('without prefixes lines come as they are, notes among them', () => {
  const work = (say: Say, printer: LinePrinter) => {
    say('a', 'x');
    printer.note('a exited with code 0');
    say('b', 'y');
  };
  expect(printed(work, { hasPrefix: false }).stdout).toBe('x\na exited with code 0\ny\n');
});

test('colours go round in the order of the names, the second round in bold', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const { stdout } = printed((say) => names.forEach((name) => say(name, '')), {
    style: makeStyle(true),
    names,
  });
  const codes = stdout
    .trimEnd()
    .split('\n')
    .map((line) => [...line.matchAll(/\u001b\[(\d+)m/gu)].map((code) => code[1]));
  expect(codes.map(([first]) => first)).toEqual(['36', '33', '32', '35', '34', '1']);
});

test('lines go out together, soon, and the two streams in the order of printing', async () => {
  const writes: string[] = [];
  const stream = (name: string) => ({
    ...collector(undefined).stream,
    write: (data: string | Uint8Array) => writes.push(`${name}: ${Buffer.from(data).toString()}`),
  });
  const printer = makeLinePrinter(
    { stdout: stream('out'), stderr: stream('err') },
    { style: makeStyle(false), hasPrefix: false, isSplit: true, names: [] },
  );
  for (const text of ['1', '2']) printer.line('a', 'stdout', Buffer.from(text));
  printer.line('a', 'stderr', Buffer.from('3'));
  printer.line('a', 'stdout', Buffer.from('4'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(writes).toEqual(['out: 1\n2\n', 'err: 3\n', 'out: 4\n']);
});

test('much output does not wait for its end', () => {
  let written = 0;
  const stdout = {
    ...collector(undefined).stream,
    write: (data: string | Uint8Array) => (written += data.length),
  };
  const printer = makeLinePrinter(
    { stdout, stderr: stdout },
    { style: makeStyle(false), hasPrefix: true, isSplit: true, names: [] },
  );
  for (let i = 0; i < 10; i++) printer.line('a', 'stdout', Buffer.alloc(20_000, 'x'));
  expect(written).toBeGreaterThan(100_000);
});
