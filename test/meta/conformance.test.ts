import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { keysBySection, readSchema } from '../../scripts/build-docs.ts';
import type { Json } from '../../src/lib/json.ts';
import type { Section } from '../../src/model/support.ts';
import { specificationKeys } from '../schema/specification-keys.ts';
import { attributes } from '../conformance/attributes.ts';
import { projectText } from '../conformance/project-text.ts';
import { writtenKeys } from '../support/written-keys.ts';

const schema = await readSchema();
const prefixes: Readonly<Record<Section, string>> = {
  top: '',
  service: 'services.*.',
  network: 'networks.*.',
  volume: 'volumes.*.',
  secret: 'secrets.*.',
  config: 'configs.*.',
  model: 'models.*.',
};

const keys = [...keysBySection(schema)].flatMap(([section, entries]) =>
  entries.map(({ path }) => prefixes[section] + path),
);

test('no key of the specification is missing in the schema', () => {
  const known = new Set(keys);
  expect(specificationKeys.filter((key) => !known.has(key))).toEqual([]);
});

const covered = new Set(
  attributes.flatMap((attribute) =>
    [...attribute.forms, ...(attribute.beyond ?? [])].flatMap(([form]) => [
      ...writtenKeys(schema, parse(projectText(attribute, form)) as Json),
    ]),
  ),
);

test.each(keys)('%s is written in a conformance case', (key) => {
  expect(covered.has(key)).toBe(true);
});

const places = {
  services: 'services.*.',
  build: 'services.*.build.',
  deploy: 'services.*.deploy.',
  healthcheck: 'services.*.healthcheck.',
  networks: 'networks.*.',
  volumes: 'volumes.*.',
  secrets: 'secrets.*.',
  configs: 'configs.*.',
  models: 'models.*.',
} as const;

test.each(Object.entries(places))('every key of %s has a file of its own', (place, prefix) => {
  const first = keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length).replace(/^(x-podman\.)?([^.[]+).*$/u, '$1$2'));
  const own = new Set(attributes.filter((attribute) => attribute.place === place).map(({ key }) => key));
  expect([...new Set(first)].filter((key) => !own.has(key))).toEqual([]);
});

test('every attribute says how it merges and what is wrong', () => {
  const thin = attributes
    .filter(({ key }) => !key.startsWith('x-'))
    .filter(
      ({ merged = [], beyondMerged = [], refused = [] }) =>
        merged.length + beyondMerged.length === 0 || refused.length === 0,
    )
    .map(({ place, key }) => `${place}.${key}`);
  expect(thin).toEqual([]);
});
