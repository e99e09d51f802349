import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { readEnvFile, readRawEnvFile } from '../../src/parser/env-file.ts';
import { loadText, loadTexts, serviceOf } from '../support/compose.ts';

const surroundings = new Map([
  ['OUTER', 'from outside'],
  ['BOTH', 'outer'],
]);

function read(text: string): { readonly values: Record<string, string>; readonly codes: readonly string[] } {
  const found: Diagnostic[] = [];
  const source = { path: '/e.env', text };
  const values = readEnvFile(source, (name) => surroundings.get(name), found, new Set());
  return { values: Object.fromEntries(values), codes: found.map(({ code }) => code) };
}

test.each<[text: string, values: Record<string, string>]>([
  ['A=1\nB=two words  \n', { A: '1', B: 'two words' }],
  ['A: 1', { A: '1' }],
  ['export A=1\nexport   B=2', { A: '1', B: '2' }],
  ['# comment\n\n  A=1 # behind\nB=x#y\nC= # none', { A: '1', B: 'x#y', C: '# none' }],
  ['A="a b" # c\nB=\'$OUTER\'', { A: 'a b', B: '$OUTER' }],
  ['A="one\ntwo"\nB=3', { A: 'one\ntwo', B: '3' }],
  ['A="x\\ny\\t\\"\\\\"', { A: 'x\ny\t"\\' }],
  ['A=$OUTER\nB=${OUTER}!\nC="${OUTER}"', { A: 'from outside', B: 'from outside!', C: 'from outside' }],
  ['A=1\nB=$A$A', { A: '1', B: '11' }],
  ['BOTH=inner\nB=$BOTH', { BOTH: 'inner', B: 'outer' }],
  ['A="\\$OUTER"\nB=$$x', { A: '$OUTER', B: '$x' }],
  ['A=${NONE:-default}\nB=${OUTER:+set}', { A: 'default', B: 'set' }],
  ['OUTER\nNONE', { OUTER: 'from outside' }],
  ['\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
  ['A=\nB=""', { A: '', B: '' }],
  ['A.b-c[0]=1', { 'A.b-c[0]': '1' }],
  ['__proto__=1', Object.fromEntries([['__proto__', '1']])],
])('reads %j', (text, values) => {
  expect(read(text)).toEqual({ values, codes: [] });
});

test.each([
  ['A="open', 'compose/env-file-syntax'],
  ["A='open\n", 'compose/env-file-syntax'],
  ['A B=1', 'compose/env-file-syntax'],
  ['A%=1', 'compose/env-file-syntax'],
  ['A=$NONE', 'compose/variable-unset'],
  ['A=${NONE:?must be}', 'compose/variable-required'],
  ['A=${', 'compose/bad-template'],
])('says what is wrong with %j', (text, code) => {
  expect(read(text).codes).toEqual([code]);
});

test('a raw file is taken as it is, but for comments and blank lines', () => {
  const found: Diagnostic[] = [];
  const source = { path: '/e.env', text: '# c\n\nA="q" # not a comment\nB=$OUTER\nOUTER\nNONE\n C=1\r\n' };
  const values = readRawEnvFile(source, (name) => surroundings.get(name), found);
  expect(Object.fromEntries(values)).toEqual({
    A: '"q" # not a comment',
    B: '$OUTER',
    OUTER: 'from outside',
    C: '1',
  });
  expect(found).toEqual([]);
});

test('a raw line with a space in its name is refused', () => {
  const found: Diagnostic[] = [];
  readRawEnvFile({ path: '/e.env', text: 'export A=1' }, () => undefined, found);
  expect(found.map(({ code }) => code)).toEqual(['compose/env-file-syntax']);
});

test.each([
  ['""', 'compose/env-file-not-found compose.yaml:1:42'],
  ['[{path: ""}]', 'compose/env-file-not-found compose.yaml:1:50'],
  ['[{path: a.env, format: odd}]', 'compose/bad-value compose.yaml:1:65'],
])('env_file: %s is refused', async (envFile, error) => {
  const { errors } = await loadTexts({
    files: { 'compose.yaml': `services: {web: {image: x, env_file:     ${envFile}}}`, 'a.env': 'A=1' },
  });
  expect(errors).toEqual([error]);
});

test('an env file without a path may be missing when it is optional', async () => {
  const { errors } = await loadTexts({
    files: { 'compose.yaml': 'services: {web: {image: x, env_file: [{path: "", required: false}]}}' },
  });
  expect(errors).toEqual([]);
});

test.each<[value: string, image: string | undefined]>([
  ['true', 'x:'],
  ['1', 'x:'],
  ['F', 'x:5'],
  ['yes', undefined],
  ['', undefined],
])('COMPOSE_DISABLE_ENV_FILE=%s', async (value, image) => {
  const { document, errors } = await loadText(
    'services: {web: {image: "x:$TAG"}}',
    { COMPOSE_DISABLE_ENV_FILE: value },
    { '.env': 'TAG=5' },
  );
  expect(document === undefined ? undefined : serviceOf(document)['image']).toBe(image);
  expect(errors).toEqual(image === undefined ? ['compose/bad-switch'] : []);
});
