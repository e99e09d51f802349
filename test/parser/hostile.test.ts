import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadText, loadTexts, serviceOf } from '../support/compose.ts';

function aliasBomb(levels: number): string {
  const lines = ['x-a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]'];
  for (let level = 1; level <= levels; level++) {
    lines.push(
      `x-a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }
  return `${lines.join('\n')}\nservices: {web: {image: x}}\n`;
}

const chain = (length: number, key: string): string =>
  Array.from({ length }, (_, index) => `  s${index}: {image: x, ${key}: s${index + 1}}\n`).join('');

test.each<[name: string, text: string, code: string]>([
  ['aliases that multiply', aliasBomb(12), 'compose/too-large'],
  [
    'merge keys that multiply',
    Array.from(
      { length: 40 },
      (_, i) => `x-${i}: &a${i} ${i === 0 ? '{k: v}' : `{p: *a${i - 1}, q: *a${i - 1}}`}`,
    ).join('\n'),
    'compose/too-large',
  ],
  ['an anchor inside itself', 'x-a: &a [*a]', 'compose/yaml'],
  ['brackets that never close', `x: ${'['.repeat(20_000)}`, 'compose/too-large'],
  [
    'deep blocks',
    Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    'compose/too-large',
  ],
  [
    'a long chain of extends',
    `services:\n${chain(1000, 'extends')}  s1000: {image: x}\n`,
    'compose/too-large',
  ],
  [
    'deep variables',
    `services: {web: {image: "${'${A:-'.repeat(200)}x${'}'.repeat(200)}"}}`,
    'compose/bad-template',
  ],
  ['an unknown alias', 'x-a: *nothing', 'compose/yaml'],
  ['a number as a key', 'services: {1: {image: x}}', 'compose/non-string-key'],
  ['a date', 'services: {web: {image: 2001-01-01}}', 'compose/date-value'],
  ['a list', '- a', 'compose/not-a-mapping'],
  ['a text', 'hello', 'compose/not-a-mapping'],
  ['nothing', '', 'compose/empty'],
  ['comments only', '# hello\n', 'compose/empty'],
])('%s: an error that says so', async (_, text, code) => {
  const { document, diagnostics } = await loadText(text);
  expect(document).toBeUndefined();
  expect(diagnostics.map((found) => found.code)).toContain(code);
});

test('bytes that are no text, and folders, are refused by name', async () => {
  const binary = await loadTexts({ files: { 'compose.yaml': new Uint8Array([0xff, 0x00, 0xfe]) } });
  expect(binary.errors).toEqual(['compose/file-unreadable']);
  const folder = await loadTexts({ files: { 'dir/x': '' }, request: { files: ['dir'] } });
  expect(folder.errors).toEqual(['compose/file-unreadable']);
});

test('keys that objects have by nature are keys like others', async () => {
  const { document, errors } = await loadText(
    'services:\n  web: {image: x, environment: {__proto__: a, toString: b}, labels: [constructor=c]}\n  __proto__: {image: y}\n',
  );
  expect(errors).toEqual([]);
  const web = serviceOf(document ?? {});
  expect(Object.entries(web['environment'] ?? {})).toEqual([
    ['__proto__', 'a'],
    ['toString', 'b'],
  ]);
  expect(web['labels']).toEqual({ constructor: 'c' });
  expect(Object.keys(document?.['services'] ?? {})).toEqual(['__proto__', 'web']);
});

test('more mistakes than anyone reads are counted, not printed', async () => {
  const keys = Array.from({ length: 2000 }, (_, index) => `    k${index}: 1\n`).join('');
  const { diagnostics } = await loadText(`services:\n  web:\n    image: x\n${keys}`);
  expect(diagnostics).toHaveLength(201);
  expect(diagnostics.at(-1)).toMatchObject({ code: 'compose/more-findings', args: { count: 1800 } });
});

test('all mistakes come at once, in the order of the file', async () => {
  const { errors } = await loadText(
    [
      'services:',
      '  web:',
      '    image: ${IMAGE:?which}',
      '    prots: ["80:80"]',
      '    tty: "maybe"',
      '  db:',
      '    image: x',
      '    restart: 5',
      '',
    ].join('\n'),
  );
  expect(errors).toEqual([
    'compose/variable-required compose.yaml:3:12',
    'compose/unknown-key compose.yaml:4:5',
    'compose/bad-cast compose.yaml:5:10',
    'compose/wrong-type compose.yaml:8:14',
  ]);
});

test('no list of mappings is searched for equal entries, which takes the square of its length', () => {
  const text = readFileSync(new URL('../../schemas/compose.schema.json', import.meta.url), 'utf8');
  const lists: unknown[] = [];
  JSON.parse(text, (_, value: unknown) => {
    if (isObject(value) && value['uniqueItems'] === true) lists.push(value['items']);
    return value;
  });
  expect(lists).not.toHaveLength(0);
  for (const items of lists) expect(items).toHaveProperty('type');
});

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
