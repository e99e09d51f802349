import type { Node } from '../tree.ts';
import type { Schema } from './compose-schema.ts';
import { resolved } from './compose-schema.ts';

/** What a value must be, in words: `a string, a list of strings or a mapping`. */
export function expectedWords(schema: Schema): string {
  const types = typesOf(schema);
  // `"true"` is as good as `true`, for values that come from variables.
  if (types.size === 2 && types.has('boolean') && types.has('string')) return 'true or false';
  if (['string', 'number', 'boolean', 'null'].every((type) => types.has(type))) return 'a single value';
  const words = ORDER.filter((type) => types.has(type)).map((type) => wordOf(type, schema));
  return enumeration(words, 'or');
}

/** What a value is, in words. */
export function actualWords(node: Node): string {
  if (node.kind === 'sequence') return 'a list';
  if (node.kind === 'mapping') return 'a mapping';
  if (node.value === null) return 'empty';
  if (typeof node.value === 'string') return 'a string';
  return typeof node.value === 'boolean' ? 'true or false' : 'a number';
}

/** `a`, `a or b`, `a, b or c`. */
export function enumeration(words: readonly string[], joint: 'or' | 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1) ?? ''}`;
}

/** The types of a schema as a set. */
export function typesOf(schema: Schema): ReadonlySet<string> {
  const { type = [] } = schema;
  return new Set(typeof type === 'string' ? [type] : type);
}

const ORDER = ['string', 'integer', 'number', 'boolean', 'array', 'object'] as const;

function wordOf(type: (typeof ORDER)[number], schema: Schema): string {
  switch (type) {
    case 'string':
      return 'a string';
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list${entriesWords(schema.items)}`;
    case 'object':
      return 'a mapping';
  }
}

function entriesWords(items: Schema | undefined): string {
  const types = typesOf(items === undefined ? {} : resolved(items));
  if (types.size !== 1) return '';
  if (types.has('string')) return ' of strings';
  return types.has('object') ? ' of mappings' : '';
}
