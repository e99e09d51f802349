import { expect, test } from 'vitest';
import { loadText, loadTexts, serviceOf } from '../support/compose.ts';

const env = { SET: 'value', EMPTY: '', NUMBER: '3', YES: 'yes' };

async function commandOf(text: string): Promise<{ command: unknown; warnings: readonly string[] }> {
  const { document, errors, warnings } = await loadText(
    `services: {web: {image: x, command: [${JSON.stringify(text)}]}}`,
    env,
  );
  const command = document === undefined ? errors : serviceOf(document)['command'];
  return { command, warnings };
}

test.each([
  ['$SET', 'value'],
  ['${SET}', 'value'],
  ['a${SET}b$SET.c', 'avalueb' + 'value.c'],
  ['$$SET', '$SET'],
  ['$$$SET', '$value'],
  ['$1 $', '$1 $'],
  ['${SET:-d}', 'value'],
  ['${EMPTY:-d}', 'd'],
  ['${EMPTY-d}', ''],
  ['${NONE-d}', 'd'],
  ['${NONE:-}', ''],
  ['${SET:+r}', 'r'],
  ['${EMPTY:+r}', ''],
  ['${EMPTY+r}', 'r'],
  ['${NONE+r}', ''],
  ['${SET:?m}', 'value'],
  ['${EMPTY?m}', ''],
  ['${NONE:-${SET}}', 'value'],
  ['${NONE:-${ALSO_NONE:-deep}}', 'deep'],
  ['${NONE:-{"a":{}}}', '{"a":{}}'],
  ['${NONE:-http://x:1/$SET}', 'http://x:1/value'],
  ['${SET:-${NONE:?not evaluated}}', 'value'],
])('%s becomes %j', async (text, expected) => {
  expect(await commandOf(text)).toEqual({ command: [expected], warnings: [] });
});

test.each([
  ['${NONE:?say why}', 'compose/variable-required compose.yaml:1:39'],
  ['${NONE?}', 'compose/variable-required compose.yaml:1:39'],
  ['${EMPTY:?x}', 'compose/variable-required compose.yaml:1:39'],
  ['${', 'compose/bad-template compose.yaml:1:39'],
  ['${ }', 'compose/bad-template compose.yaml:1:39'],
  ['${SET!x}', 'compose/bad-template compose.yaml:1:39'],
  ['${1}', 'compose/bad-template compose.yaml:1:39'],
])('%s is refused', async (text, error) => {
  expect((await commandOf(text)).command).toEqual([error]);
});

test('an unset variable is warned about once', async () => {
  const { warnings } = await loadText('services: {web: {image: "$A$A", command: "$A ${B}"}}');
  expect(warnings).toEqual([
    'compose/variable-unset compose.yaml:1:26',
    'compose/variable-unset compose.yaml:1:46',
  ]);
});

test('keys are not interpolated', async () => {
  const { document } = await loadText('services: {web: {image: x, labels: {"$SET": "$SET"}}}', env);
  expect(serviceOf(document ?? {})['labels']).toEqual({ $SET: 'value' });
});

test('texts become numbers and booleans where a key takes them', async () => {
  const { document, warnings } = await loadText(
    'services: {web: {image: x, scale: "$NUMBER", tty: "$YES", cpus: "1.5", init: "true"}}',
    env,
  );
  expect(serviceOf(document ?? {})).toMatchObject({ scale: 3, tty: true, cpus: 1.5, init: true });
  expect(warnings).toEqual(['compose/legacy-boolean compose.yaml:1:51']);
});

test.each([
  ['scale: "$SET"', 'compose/bad-cast compose.yaml:1:35'],
  ['tty: "$SET"', 'compose/bad-cast compose.yaml:1:33'],
  ['tty: "1"', 'compose/bad-cast compose.yaml:1:33'],
  ['tty: f', 'compose/bad-cast compose.yaml:1:33'],
  ['cpus: "$EMPTY"', 'compose/bad-cast compose.yaml:1:34'],
])('%s is refused', async (attribute, error) => {
  const { errors } = await loadText(`services: {web: {image: x, ${attribute}}}`, env);
  expect(errors).toEqual([error]);
});

test('the shell goes before --env-file, which replaces .env; .env of the project is read without it', async () => {
  const files = {
    'compose.yaml': 'services: {web: {image: "$A-$B-$C"}}',
    '.env': 'A=dot\nB=dot\nC=dot',
    'other.env': 'B=other\nC=other',
  };
  const image = async (request: object): Promise<unknown> => {
    const { document } = await loadTexts({ files, env: { C: 'shell' }, request });
    return serviceOf(document ?? {})['image'];
  };
  expect(await image({})).toBe('dot-dot-shell');
  expect(await image({ envFiles: ['other.env'] })).toBe('-other-shell');
  expect(await image({ envFiles: ['.env', 'other.env'] })).toBe('dot-other-shell');
});

test('a variable in a text that is not used is not missed', async () => {
  const { warnings } = await loadText(
    'services: {web: {image: "x${HOST:+https://${HOST}}${A:-${B}}${C-$D}"}}',
    { A: 'a', C: '' },
  );
  expect(warnings).toEqual([]);
});

test('without interpolation everything stays as written', async () => {
  const { document, errors } = await loadTexts({
    files: { 'compose.yaml': 'services: {web: {image: "${A:?x}", command: "$B $$"}}' },
    request: { noInterpolate: true },
  });
  expect(errors).toEqual([]);
  expect(serviceOf(document ?? {})).toMatchObject({ image: '${A:?x}' });
});
