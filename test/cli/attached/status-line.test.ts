import { expect, test } from 'vitest';
import { StatusLine } from '../../../src/cli/attached/status-line.ts';
import type { OutputStream } from '../../../src/cli/streams.ts';

/** A line `KEYS` on a screen that understands what is written to it: line feeds, returns and the clearing of a line. */
function screen(isErrorOnTerminal = true) {
  const lines = [''];
  const elsewhere: string[] = [];
  const write = (data: string | Uint8Array) => {
    for (const part of Buffer.from(data)
      .toString()
      .split(/(\n|\r\u001b\[2K)/u)) {
      if (part === '\n') lines.push('');
      else if (part.startsWith('\r')) lines[lines.length - 1] = '';
      else lines.push(`${lines.pop() ?? ''}${part}`);
    }
  };
  const size = () => ({ columns: 80, rows: 24 });
  const terminal: OutputStream = { write, size, isTerminal: true };
  const file: OutputStream = {
    write: (data) => elsewhere.push(Buffer.from(data).toString()),
    size,
    isTerminal: false,
  };
  const line = new StatusLine(
    { stdout: terminal, stderr: isErrorOnTerminal ? terminal : file },
    (columns) => `KEYS ${columns}`,
  );
  return { line, lines, elsewhere };
}

test('the line stays below all output', () => {
  const { line, lines } = screen();
  line.streams.stdout.write('before\n');
  line.show();
  line.streams.stdout.write('one\n');
  line.streams.stderr.write('two\n');
  line.show();
  expect(lines).toEqual(['before', 'one', 'two', 'KEYS 80']);
  line.hide();
  line.streams.stdout.write('three\n');
  expect(lines).toEqual(['before', 'one', 'two', 'three', '']);
});

test('output that ends no line is not torn apart', () => {
  const { line, lines } = screen();
  line.show();
  line.streams.stdout.write('half');
  expect(lines).toEqual(['half']);
  line.show();
  line.streams.stdout.write(' and half\n');
  expect(lines).toEqual(['half and half', 'KEYS 80']);
});

test('output that goes elsewhere does not touch it', () => {
  const { line, lines, elsewhere } = screen(false);
  line.show();
  line.streams.stderr.write('x');
  expect(elsewhere).toEqual(['x']);
  expect(lines).toEqual(['KEYS 80']);
});

test('what writes by other ways gets room', () => {
  const { line, lines } = screen();
  line.show();
  line.beside(() => lines.splice(-1, 1, 'warning', ''));
  expect(lines).toEqual(['warning', 'KEYS 80']);
});
