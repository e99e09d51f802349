import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { keysBySection, readSchema } from '../../scripts/build-docs.ts';
import { isJsonObject } from '../../src/lib/json.ts';
import type { Json } from '../../src/lib/json.ts';
import { writtenKeys } from '../support/written-keys.ts';
import { goldenCases, unitsOfCase, withoutBookkeeping } from '../systemd/golden-case.ts';
import type { GoldenCase } from '../systemd/golden-case.ts';

/** Parts of a compose file whose every key has a file of units, below a folder of the part's name. */
const parts = {
  service: 'services',
  network: 'networks',
  volume: 'volumes',
  secret: 'secrets',
  config: 'configs',
} as const;

/** Keys of which no unit and no warning says anything, and why that is right. */
const silent: Readonly<Record<string, string>> = {
  'services.attach': 'what `up` shows in the foreground',
  'services.develop': 'what `watch` does',
  'services.pull_refresh_after': 'the canonical form is without it, as docker compose has it',
  'networks.attachable': 'any container can be attached to a network of Podman',
  'secrets.labels': 'who makes the secret puts them on: `install`',
  'secrets.driver': 'likewise',
  'secrets.driver_opts': 'likewise',
  'secrets.x-podman.relabel': 'it concerns a file that is mounted, which one that fits into a secret is not',
  'configs.labels': 'likewise',
};

const schema = await readSchema();
const sections = [...keysBySection(schema)].flatMap(([section, keys]) =>
  section in parts
    ? [{ part: parts[section as keyof typeof parts], keys: keys.map(({ path }) => path) }]
    : [],
);

const firstKeys = sections.flatMap(({ part, keys }) =>
  [...new Set(keys.map((path) => path.replace(/^(x-podman\.)?([^.[]+).*$/u, '$1$2')))].map((key) => ({
    part,
    key,
    name: `${part}.${key}`,
  })),
);

const documents = new Map(goldenCases.map((one) => [one.name, parse(one.yaml) as Json] as const));
const written = new Set([...documents.values()].flatMap((document) => [...writtenKeys(schema, document)]));

test('every key that the schema knows is written in a file of units', () => {
  const all = sections.flatMap(({ part, keys }) => keys.map((path) => `${part}.*.${path}`));
  expect(all.filter((path) => !written.has(path))).toEqual([]);
});

describe.each(firstKeys)('$name', ({ part, key, name }) => {
  const golden = goldenCases.find((one) => one.name === `${part}/${key}`);

  test('has units of its own', () => {
    expect(writtenKeys(schema, documents.get(`${part}/${key}`) ?? null)).toContain(`${part}.*.${key}`);
  });

  test.skipIf(golden === undefined)(
    'is seen in them or in a warning, unless it concerns neither',
    async () => {
      if (golden === undefined) return;
      const document = documents.get(golden.name) ?? null;
      const isSeen = (await shown(golden, document)) !== (await shown(golden, without(document, part, key)));
      expect(isSeen).toBe(!(name in silent));
    },
  );
});

test('what is excused is a key of the schema', () => {
  const names = new Set(firstKeys.map(({ name }) => name));
  expect(Object.keys(silent).filter((name) => !names.has(name))).toEqual([]);
});

/** What of a document's units, or of what is said of it, does not hang on the places where things are written. */
async function shown(golden: GoldenCase, document: Json): Promise<string> {
  const { stdout, stderr } = await unitsOfCase(golden, stringify(document));
  const words = stderr.split('\n').filter((line) => /^(?:warning|error): /u.test(line));
  return [withoutBookkeeping(stdout), ...words].join('\n');
}

function without(document: Json, part: string, key: string): Json {
  if (!isJsonObject(document)) return document;
  const things = document[part];
  if (!isJsonObject(things)) return document;
  const rest = Object.entries(things).map(([name, thing]) => [
    name,
    isJsonObject(thing) ? Object.fromEntries(Object.entries(thing).filter(([one]) => one !== key)) : thing,
  ]);
  return { ...document, [part]: Object.fromEntries(rest) as Json };
}
