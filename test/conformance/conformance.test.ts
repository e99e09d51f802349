import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/lib/json.ts';
import { yamlText } from '../../src/lib/yaml-text.ts';
import { loadTexts, memberAt } from '../support/compose.ts';
import { attributes } from './attributes.ts';
import type { Attribute } from './attribute.ts';
import { foundAt, overrideText, projectText, shownPath } from './project-text.ts';

/** The project of some compose files, which merge in their order, in both forms that `config` prints. */
async function printed(
  attribute: Attribute,
  texts: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly yaml: JsonObject; readonly json: JsonObject } | readonly string[]> {
  const names = texts.map((_, index) => (index === 0 ? 'compose.yaml' : `over-${index}.yaml`));
  const files = Object.fromEntries(texts.map((text, index) => [names[index] ?? '', text]));
  const { document, json, errors } = await loadTexts({
    files: { ...attribute.files, ...files },
    env,
    request: { files: names },
  });
  return document === undefined || json === undefined ? errors : { yaml: document, json };
}

/** What the printed project says of the attribute. */
async function shown(
  attribute: Attribute,
  texts: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<unknown> {
  const project = await printed(attribute, texts, env);
  return 'yaml' in project ? memberAt(project.yaml, shownPath(attribute)) : project;
}

/** What JSON output leaves out, as docker compose's does: extensions inside sections, a host path that is not to be made, and limits of 0. */
function hasLossyMember(document: JsonObject): boolean {
  return /"(?:x-[^"]*":|create_host_path":false|(?:soft|hard)":0[,}])/u.test(JSON.stringify(document));
}

const escaped = (text: string): string => text.replaceAll('$', '$$$$');

describe.each(attributes)('$place $key', (attribute) => {
  const {
    absent,
    required,
    forms,
    beyond = [],
    merged = [],
    templates = [],
    refused = [],
    lossyJson,
  } = attribute;

  test('without it', async () => {
    expect(await shown(attribute, [projectText(attribute)])).toEqual(
      required === undefined ? absent : [required],
    );
  });

  test.each([...forms, ...beyond])('%s, which prints and reads as the same', async (written, canonical) => {
    const first = await printed(attribute, [projectText(attribute, written)]);
    if (!('yaml' in first)) throw new Error(first.join(', '));
    expect(memberAt(first.yaml, shownPath(attribute))).toEqual(canonical);
    const again = (text: string): Promise<unknown> => printed({ ...attribute, files: {} }, [escaped(text)]);
    expect(await again(yamlText(first.yaml))).toEqual(first);
    const isLossy = lossyJson !== undefined || hasLossyMember(first.yaml);
    expect(isLossy ? first : await again(JSON.stringify(first.json))).toEqual(first);
  });

  test.each([...merged, ...(attribute.beyondMerged ?? [])])(
    '%s and then %s',
    async (base, over, canonical) => {
      const texts = [projectText(attribute, base), overrideText(attribute, over)];
      expect(await shown(attribute, texts)).toEqual(canonical);
    },
  );

  test.each(templates)('%s with %j', async (written, env, canonical) => {
    expect(await shown(attribute, [projectText(attribute, written)], env)).toEqual(canonical);
  });

  test.each(refused)('%s is refused', async (written, found) => {
    expect(await shown(attribute, [projectText(attribute, written)])).toEqual([foundAt(attribute, found)]);
  });
});
