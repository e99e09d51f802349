import { expect, test } from 'vitest';
import { loadText, serviceOf } from '../support/compose.ts';

/** What a YAML value means, and the errors where it means nothing. */
async function meaning(yaml: string): Promise<unknown> {
  const { document, errors } = await loadText(`services: {web: {image: x}}\nx-value: ${yaml}\n`);
  return document === undefined ? errors : document['x-value'];
}

test.each([
  ['!!str 5', '5'],
  ['!!str', ''],
  ['! 5', '5'],
  ['!!int "5"', 5],
  ['!!int 0x1F', 31],
  ['!!float 5', 5],
  ['!!bool "true"', true],
  ['!!null ""', null],
  ['!!binary aGVsbG8=', 'hello'],
  ['!!set {a, b}', { a: null, b: null }],
  ['!!omap [a: 1]', [{ a: 1 }]],
  ['!!pairs [a: 1, a: 2]', [{ a: 1 }, { a: 2 }]],
  ['!!map {a: 1}', { a: 1 }],
  ['!!seq [a]', ['a']],
])('the tagged value %s is read as %j', async (yaml, value) => {
  expect(await meaning(yaml)).toEqual(value);
});

test.each([
  '!!bool "yes"',
  '!!int 5.5',
  '!!int yes',
  '!!float x',
  '!!null x',
  '!!bool 1',
  '!!int',
  '!!binary "@"',
])('the tag of %s does not fit', async (yaml) => {
  expect(await meaning(yaml)).toEqual([expect.stringMatching(/^compose\/yaml compose\.yaml:2:/)]);
});

test.each([
  ['1e400', '1e400'],
  ['-1e400', '-1e400'],
  ['1e308', 1e308],
])('a number that is too large for a float is a text: %s', async (yaml, value) => {
  expect(await meaning(yaml)).toBe(value);
});

test.each([
  ['2001-01-01', '2001-01-01T00:00:00Z'],
  ['2001-1-2 3:04:05.60', '2001-01-02T03:04:05.6Z'],
  ['2001-12-14t21:59:43.10-05:00', '2001-12-14T21:59:43.1-05:00'],
  ['2001-01-01T10:00:00+00:00', '2001-01-01T10:00:00Z'],
  ['2001-13-01', '2001-13-01'],
  ['2001-02-30', '2001-02-30'],
  ['2001-01-01T25:00:00Z', '2001-01-01T25:00:00Z'],
  ['2001-01-01T10:00:00', '2001-01-01T10:00:00'],
  ['!!timestamp "2001-01-01"', '2001-01-01T00:00:00Z'],
])('below an extension %s is the text %j', async (yaml, value) => {
  expect(await meaning(yaml)).toBe(value);
});

test('a date below a key of the format is refused', async () => {
  const { errors } = await loadText('services:\n  web: {image: x, labels: {a: 2001-01-01}}\n');
  expect(errors).toEqual(['compose/date-value compose.yaml:2:31']);
});

test.each([
  ['services:\n  web:\n    image: x\n    command: ["a",\n  "b"]\n    user: u\n', ['a', 'b']],
  [
    'services:\n  web:\n    image: x\n    command: [\n    "a",\n    # it\'s "one"\n    b\n    ]\n    user: u\n',
    ['a', 'b'],
  ],
  [
    'services:\n  web:\n    image: x\n    command: [sh, "\n  a\n&& b #c\n"]\n    user: u\n',
    ['sh', ' a && b #c '],
  ],
  [
    "services:\n  web:\n    image: x\n    command: ['it''s\n\n   so', \"]\n\"]\n    user: u\n",
    ["it's\nso", '] '],
  ],
])('lines of brackets and quotes need no indentation: %j', async (text, command) => {
  const { document } = await loadText(text);
  expect(serviceOf(document ?? {})).toMatchObject({ command, user: 'u' });
});

test('a doubled quote does not end a text', async () => {
  const { document } = await loadText(
    "services:\n  web:\n    image: x\n    hostname: 'a''b\n  c'\n    user: u\n",
  );
  expect(serviceOf(document ?? {})).toMatchObject({ hostname: "a'b c", user: 'u' });
});

test('a mistake behind such lines is shown where it stands', async () => {
  const { errors } = await loadText(
    'services:\n  web:\n    image: "x\n  "\n    command: [a,\n b]\n    prots: []\n',
  );
  expect(errors).toEqual(['compose/unknown-key compose.yaml:7:5']);
});

test.each([
  'services: {web: {image: "x}}',
  'services:\n  web:\n    command: [a,\n    image: x\n',
  "a: 'b\nc: 'd'\n",
])('what nothing closes is a mistake still: %j', async (text) => {
  const { errors } = await loadText(text);
  expect(errors).not.toEqual([]);
});

test('an empty list in an extension is null in JSON, as docker compose has it', async () => {
  const { document, json } = await loadText('services: {web: {image: x}}\nx-a: {b: [], c: {}, d: [[]]}\n');
  expect(document?.['x-a']).toEqual({ b: [], c: {}, d: [[]] });
  expect(json?.['x-a']).toEqual({ b: null, c: {}, d: [null] });
});
