import fc from 'fast-check';
import { expect, test } from 'vitest';
import { yamlText } from '../../src/parser/config-output/yaml-text.ts';
import { readYaml } from '../../src/parser/read-yaml.ts';
import { toJson } from '../../src/parser/tree.ts';
import type { Json, JsonObject } from '../../src/lib/json.ts';
import { loadTexts, without } from '../support/compose.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
const anyText = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((text) => !/[\uD800-\uDFFF\uFFFE\uFFFF]/.test(text));
const texts = fc.array(word, { maxLength: 4 });
const pairs = fc.dictionary(word, anyText, { maxKeys: 4, noNullPrototype: true });

/** Services with keys of every merge rule, in long and short forms. */
const service: fc.Arbitrary<JsonObject> = fc.record(
  {
    image: word,
    user: word,
    command: fc.oneof(fc.array(anyText, { maxLength: 3 }), word),
    environment: fc.oneof(
      pairs,
      fc.array(
        fc.tuple(word, word).map(([key, value]) => `${key}=${value}`),
        { maxLength: 3 },
      ),
    ),
    labels: pairs,
    cap_add: fc.uniqueArray(word, { maxLength: 3 }),
    dns: fc.uniqueArray(fc.ipV4(), { minLength: 1, maxLength: 3 }),
    ports: fc.uniqueArray(
      fc
        .tuple(fc.integer({ min: 1, max: 65535 }), fc.integer({ min: 1, max: 65535 }))
        .map(([host, port]) => `${host}:${port}`),
      { maxLength: 3 },
    ),
    volumes: fc.uniqueArray(
      word.map((name) => `/${name}:/${name}`),
      { maxLength: 3 },
    ),
    tmpfs: fc.uniqueArray(
      word.map((name) => `/tmp/${name}`),
      { maxLength: 2 },
    ),
    logging: fc.record({ driver: word, options: pairs }),
    security_opt: fc.uniqueArray(word, { maxLength: 3 }),
    healthcheck: fc.record({
      test: texts.map((list) => ['CMD', ...list]),
      retries: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { requiredKeys: ['image'] },
);

const project = fc
  .dictionary(word, service, { minKeys: 1, maxKeys: 4, noNullPrototype: true })
  .map((services) => ({ services }));

async function canonical(...documents: readonly JsonObject[]): Promise<Json | undefined> {
  const names = documents.map((_, index) => `${index}.yaml`);
  const files = Object.fromEntries(
    documents.map((document, index) => [`${index}.yaml`, escaped(JSON.stringify(document))]),
  );
  const { document, errors } = await loadTexts({ files, request: { files: names } });
  expect(errors).toEqual([]);
  return document;
}

const escaped = (text: string): string => text.replaceAll('$', '$$$$');

test('what is printed reads as the same, and prints as the same', async () => {
  await fc.assert(
    fc.asyncProperty(project, async (written) => {
      const first = await canonical(written);
      const { document } = await loadTexts({ files: { 'compose.yaml': escaped(yamlText(first ?? null)) } });
      expect(document).toEqual(first);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('merging with an empty file, or with itself, changes nothing but lists that only grow', async () => {
  await fc.assert(
    fc.asyncProperty(project, async (written) => {
      const first = await canonical(written);
      expect(await canonical(written, { services: {} })).toEqual(first);
      expect(await canonical({ services: {} }, written)).toEqual(first);
      const alone = Object.fromEntries(
        Object.entries(written.services).map(([name, definition]) => [
          name,
          without(definition, 'security_opt'),
        ]),
      );
      expect(await canonical({ services: alone }, { services: alone })).toEqual(
        await canonical({ services: alone }),
      );
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('any JSON value written as YAML reads as itself', () => {
  const value = fc.letrec<{ node: Json }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      anyText,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom(
        'yes',
        '1e3',
        '0x1',
        '- a',
        'a: b',
        '#',
        '',
        ' a',
        'a\nb',
        'a\n',
        '\n',
        'a\n\nb\n',
        ' a\nb',
        '2001-01-01',
        '~',
        '<<',
        '!reset',
        '&a',
        '*a',
        '|',
        '>-',
        '---',
        '...',
        'a\\nb',
        '"',
        "'",
        '${A}',
        '\t',
        'a #b',
        'null',
        '.5',
        '1_000',
      ),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(
        fc.oneof(word, anyText, fc.constantFrom('1', 'true', 'null', '', '<<', 'a b', 'a: b')),
        tie('node'),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  })).node;
  fc.assert(
    fc.property(fc.dictionary(word, value, { minKeys: 1, maxKeys: 3, noNullPrototype: true }), (document) => {
      const { value: documents, diagnostics } = readYaml({ path: 'x', text: yamlText(document) });
      expect(diagnostics).toEqual([]);
      expect(
        JSON.parse(
          JSON.stringify(toJson(documents?.[0]?.root ?? { kind: 'sequence', items: [], span: never })),
        ),
      ).toEqual(document);
    }),
    { numRuns: 400 },
  );
});

const never = { source: { path: '', text: '' }, start: 0, end: 0 };
