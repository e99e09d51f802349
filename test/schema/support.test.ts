import { expect, test } from 'vitest';
import { keysBySection, readSchema } from '../../scripts/build-docs.ts';
import type { Section } from '../../src/model/support.ts';
import { support, supportOf } from '../../src/model/support.ts';

const schema = await readSchema();
const sections = [...keysBySection(schema)];

test.each(sections)('every key of a %s in the schema is in the support table', (section, keys) => {
  const missing = keys.filter(({ path }) => supportOf(section, path) === undefined);
  expect(missing.map(({ path }) => path)).toEqual([]);
});

test.each(sections)('every first key of a %s has an entry of its own', (section, keys) => {
  const first = keys.map(({ path }) => path).filter((path) => !/[.[]/u.test(path));
  expect(first.filter((path) => !Object.hasOwn(support[section], path))).toEqual([]);
});

test.each(sections)('every entry of a %s in the support table is a key of the schema', (section, keys) => {
  const known = new Set(keys.map(({ path }) => path));
  expect(Object.keys(support[section]).filter((path) => !known.has(path))).toEqual([]);
});

test('a key takes its support from the nearest key around it', () => {
  expect(supportOf('service', 'build.args')).toEqual({ kind: 'applied' });
  expect(supportOf('service', 'ports[].target')).toEqual({ kind: 'applied' });
  expect(supportOf('service', 'deploy.placement.preferences[].spread')).toMatchObject({ kind: 'unapplied' });
  expect(supportOf('service', 'nothing')).toBeUndefined();
  expect(supportOf('network', 'constructor' satisfies string)).toBeUndefined();
});

test('the sections are all there', () => {
  const expected: readonly Section[] = ['top', 'service', 'network', 'volume', 'secret', 'config', 'model'];
  expect(sections.map(([section]) => section)).toEqual(expected);
});
