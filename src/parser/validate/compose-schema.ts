import { schemaText } from '../generated/schema.js';
import type { Node } from '../tree.ts';

/** The words of JSON Schema that schemas/compose.schema.json is written in. It has no `anyOf`: types tell branches apart. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

let parsed: Schema | undefined;

/** The whole schema, read when first asked for: files without mistakes never do. */
export function rootSchema(): Schema {
  parsed ??= JSON.parse(schemaText) as Schema;
  return parsed;
}

/** The same schema with a reference followed. */
export function resolved(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const target = rootSchema().$defs?.[schema.$ref.slice('#/$defs/'.length)];
  if (target === undefined) throw new Error(`the Compose schema refers to nothing: ${schema.$ref}`);
  return resolved(target);
}

/** The part of the schema that a value is checked by; undefined where anything goes. `parents` are what each step is in. */
export function schemaAt(path: readonly string[], parents: readonly Node[]): Schema | undefined {
  let schema: Schema | undefined = rootSchema();
  for (const [index, step] of path.entries()) {
    if (schema === undefined) return undefined;
    const here = resolved(schema);
    schema = parents[index]?.kind === 'sequence' ? here.items : memberSchema(here, step);
  }
  return schema && resolved(schema);
}

/** The keys that a mapping may have, apart from names that people choose and `x-` ones. */
export function fixedKeys(schema: Schema | undefined): readonly string[] {
  return Object.keys(schema?.properties ?? {});
}

/** What the values of a mapping with names that people choose are checked by. */
export function namedMembers(schema: Schema | undefined): Schema | undefined {
  const named = Object.entries(schema?.patternProperties ?? {}).find(([pattern]) => pattern !== '^x-');
  return named?.[1];
}

function memberSchema(schema: Schema, step: string): Schema | undefined {
  if (schema.properties !== undefined && Object.hasOwn(schema.properties, step)) {
    return schema.properties[step];
  }
  for (const [pattern, member] of Object.entries(schema.patternProperties ?? {})) {
    if (new RegExp(pattern, 'u').test(step)) return member;
  }
  return undefined;
}
