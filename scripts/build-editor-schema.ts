/**
 * Makes schemas/compose.editor.schema.json from schemas/compose.schema.json, for editors: they see a file as it is written,
 * with `${VAR}` wherever a value may stand, and with what other files add or take away still missing.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';

const source = new URL('../schemas/compose.schema.json', import.meta.url);
const target = new URL('../schemas/compose.editor.schema.json', import.meta.url);

type Member = Readonly<Record<string, unknown>>;

/** The text of the editors' schema. */
export async function editorSchema(): Promise<string> {
  const schema = forEditors(JSON.parse(await readFile(source, 'utf8')) as Member);
  const named = { ...schema, $id: 'compose.editor.schema.json', type: ['object', 'null'] };
  const style = await resolveConfig(target);
  return format(JSON.stringify(named), { ...style, parser: 'json' });
}

function forEditors(schema: Member): Member {
  // Entries may repeat, as those that do are dropped, and what is required may stand in another file.
  const kept = Object.entries(schema).filter(([key]) => key !== 'uniqueItems' && key !== 'required');
  const inner = Object.fromEntries(
    kept.map(([key, value]) => {
      if (['properties', 'patternProperties', '$defs'].includes(key)) return [key, eachOf(value as Member)];
      return [key, isSchema(key, value) ? forEditors(value) : value];
    }),
  );
  return withVariables(withNull(inner));
}

function eachOf(members: Member): Member {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, forEditors(value as Member)]),
  );
}

function isSchema(key: string, value: unknown): value is Member {
  return ['items', 'additionalProperties'].includes(key) && typeof value === 'object' && value !== null;
}

/** A key without a value says nothing: what another file has for it stays. */
function withNull(schema: Member): Member {
  const types = typesOf(schema);
  return types.length === 0 || types.includes('null') ? schema : { ...schema, type: [...types, 'null'] };
}

const words = ['title', 'description', 'default', 'deprecated'];
const restrictions = ['enum', 'pattern', 'minimum', 'maximum'];

/** Where not every text may stand, one with a variable in it may. Choices stay first: editors offer those. */
function withVariables(schema: Member): Member {
  const types = typesOf(schema);
  const isScalar = ['number', 'integer', 'boolean'].some((type) => types.includes(type));
  const isFree = types.includes('string') && !restrictions.some((key) => Object.hasOwn(schema, key));
  const isChoice = restrictions.some((key) => Object.hasOwn(schema, key));
  if (isFree || !(isScalar || isChoice)) return schema;
  const entries = Object.entries(schema);
  return {
    ...Object.fromEntries(entries.filter(([key]) => words.includes(key))),
    anyOf: [
      Object.fromEntries(entries.filter(([key]) => !words.includes(key))),
      { type: 'string', pattern: '\\$' },
      ...(Object.hasOwn(schema, 'enum') ? [{ type: 'null' }] : []),
    ],
  };
}

function typesOf({ type }: Member): readonly unknown[] {
  return type === undefined ? [] : [type].flat();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await writeFile(target, await editorSchema());
