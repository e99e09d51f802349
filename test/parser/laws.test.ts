import fc from 'fast-check';
import { expect, test } from 'vitest';
import { yamlText } from '../../src/lib/yaml-text.ts';
import { readYaml } from '../../src/parser/read-yaml.ts';
import { toJson } from '../../src/parser/tree.ts';
import type { Json, JsonObject } from '../../src/lib/json.ts';
import { anyText, servicesProject, wholeProject, word } from '../support/compose-arbitraries.ts';
import { loadTexts, without } from '../support/compose.ts';

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

test('what is printed as YAML and as JSON reads as the same, and prints as the same', async () => {
  await fc.assert(
    fc.asyncProperty(wholeProject, async (written) => {
      const files = { 'compose.yaml': escaped(JSON.stringify(written)) };
      const { document, json, errors } = await loadTexts({ files });
      expect(errors).toEqual([]);
      const yaml = yamlText(document ?? null);
      const [fromYaml, fromJson] = await Promise.all(
        [yaml, JSON.stringify(json)].map((text) => loadTexts({ files: { 'compose.yaml': escaped(text) } })),
      );
      for (const again of [fromYaml, fromJson]) {
        expect(again?.errors).toEqual([]);
        expect(again?.document).toEqual(document);
        expect(JSON.stringify(again?.json)).toBe(JSON.stringify(json));
      }
      // In YAML, keys that people choose stay in the order of the file.
      expect(yamlText(fromYaml?.document ?? null)).toBe(yaml);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('what two files are together merges with a third as all three do', async () => {
  await fc.assert(
    fc.asyncProperty(servicesProject, servicesProject, servicesProject, async (a, b, c) => {
      const together = await canonical(a, b);
      expect(await canonical(together as JsonObject, c)).toEqual(await canonical(a, b, c));
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('files of different services are one project in any order', async () => {
  await fc.assert(
    fc.asyncProperty(servicesProject, async ({ services }) => {
      const each = Object.entries(services).map(([name, definition]) => ({
        services: { [name]: definition },
      }));
      expect(await canonical(...each.toReversed())).toEqual(await canonical(...each));
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('merging with an empty file, or with itself, changes nothing but lists that only grow', async () => {
  await fc.assert(
    fc.asyncProperty(servicesProject, async (written) => {
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
