import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { isValidatorFresh } from '../../scripts/build-validator.ts';

type Member = Readonly<Record<string, unknown>>;

const schema = JSON.parse(
  await readFile(new URL('../../schemas/compose.schema.json', import.meta.url), 'utf8'),
) as Member;

/** Every schema in the schema with the path to it: the root, definitions, members, list entries. */
function* schemas(node: Member, path = '#'): Generator<readonly [string, Member]> {
  yield [path, node];
  for (const group of ['properties', 'patternProperties', '$defs']) {
    for (const [name, member] of Object.entries((node[group] ?? {}) as Member)) {
      yield* schemas(member as Member, `${path}/${group}/${name}`);
    }
  }
  if (node['items'] !== undefined) yield* schemas(node['items'] as Member, `${path}/items`);
}

const all = [...schemas(schema)];

test('every key and every definition has a title and a description, which editors show', () => {
  const silent = all
    .filter(([path]) => path === '#' || /\/(properties|\$defs)\/[^/]+$/u.test(path))
    .filter(([, node]) => ![node['title'], node['description']].every((text) => typeof text === 'string'))
    .map(([path]) => path);
  expect(silent).toEqual([]);
});

test('descriptions are whole sentences', () => {
  const unfinished = all
    .filter(([, node]) => typeof node['description'] === 'string' && !node['description'].endsWith('.'))
    .map(([path]) => path);
  expect(unfinished).toEqual([]);
});

test('only keywords that findings can explain are used: no choice between branches, types tell them apart', () => {
  const used = new Set(all.flatMap(([, node]) => Object.keys(node)));
  expect([...used].sort()).toEqual([
    '$defs',
    '$id',
    '$ref',
    '$schema',
    'additionalProperties',
    'default',
    'deprecated',
    'description',
    'enum',
    'items',
    'maximum',
    'minimum',
    'pattern',
    'patternProperties',
    'properties',
    'required',
    'title',
    'type',
    'uniqueItems',
  ]);
});

test('every reference leads to a definition, and every definition is used', () => {
  const defined = Object.keys(schema['$defs'] as Member).map((name) => `#/$defs/${name}`);
  const used = new Set(all.flatMap(([, node]) => (typeof node['$ref'] === 'string' ? [node['$ref']] : [])));
  expect([...used].sort()).toEqual(defined.sort());
});

test('mappings that take no other keys take x- keys, but where the format does not', () => {
  const closed = all
    .filter(([, node]) => node['additionalProperties'] === false && node['properties'] !== undefined)
    .filter(([, node]) => !Object.hasOwn((node['patternProperties'] ?? {}) as Member, '^x-'))
    .map(([path]) => path.replace('#/$defs/', ''));
  expect(closed).toEqual([
    'rate_limit',
    'device_weight',
    'blkio',
    'service/properties/env_file/items',
    'service/properties/extends',
    'include',
  ]);
});

test('the generated validator is fresh', async () => {
  expect(await isValidatorFresh()).toBe(true);
});
