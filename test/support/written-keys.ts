import type { SchemaNode } from '../../scripts/build-docs.ts';
import { isJsonObject } from '../../src/lib/json.ts';
import type { Json } from '../../src/lib/json.ts';

/** The paths of the schema's keys that a document has: `*` is a name that people choose, `[]` an entry of a list. */
export function writtenKeys(schema: SchemaNode, document: Json): ReadonlySet<string> {
  return new Set(keysOf(schema, document, schema.$defs ?? {}, ''));
}

function* keysOf(
  node: SchemaNode | undefined,
  value: Json | undefined,
  definitions: Readonly<Record<string, SchemaNode>>,
  path: string,
): Generator<string> {
  const { $ref } = node ?? {};
  const here = $ref === undefined ? node : definitions[$ref.slice('#/$defs/'.length)];
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) yield* keysOf(here?.items, item, definitions, `${path}[]`);
  }
  if (!isJsonObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    const known = here?.properties?.[key];
    const step = known === undefined ? '*' : key;
    const at = path === '' ? step : `${path}.${step}`;
    if (known !== undefined) yield at;
    const named = Object.entries(here?.patternProperties ?? {}).find(([pattern]) => pattern !== '^x-');
    yield* keysOf(known ?? named?.[1], member, definitions, at);
  }
}
