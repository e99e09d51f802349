import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Json } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';
import { scalarText } from '../scalar-text.ts';
import { get, isNull } from '../tree-build.ts';
import type { MappingNode, Node } from '../tree.ts';
import { parseBytes } from './bytes.ts';
import { parseDuration, printDuration } from './duration.ts';
import { singlePrecision } from './float32.ts';
import { keyValues } from './shape.ts';
import { shellWords } from './shell-words.ts';

/** Where a codec reports to. */
export interface CodecContext {
  readonly found: Diagnostic[];
}

/** Prints a value in its canonical form; undefined leaves the key out. Values are of the types that the schema asks for. */
export type Codec = (node: Node, context: CodecContext, path: string) => Json | undefined;

/** A text; the empty one is left out. */
export const text: Codec = (node) =>
  node.kind !== 'scalar' || isNull(node) ? undefined : scalarText(node) || undefined;

/** A flag; false is left out. */
export const flag: Codec = (node) => (isTrue(node) ? true : undefined);

/** A flag that may be false on purpose. */
export const choice: Codec = (node) => (isNull(node) ? undefined : isTrue(node));

function isTrue(node: Node): boolean {
  return node.kind === 'scalar' && (node.value === true || node.value === 'true');
}

function numberOf(node: Node): number | undefined {
  if (node.kind !== 'scalar' || node.value === null || typeof node.value === 'boolean') return undefined;
  const value = Number(node.value);
  return Number.isNaN(value) ? undefined : value;
}

/** A fraction, in single precision; 0 is left out. */
export const number: Codec = (node) => singlePrecision(numberOf(node) ?? 0) || undefined;

/** A whole number; what is behind the point is cut, 0 is left out. */
export const integer: Codec = (node) => Math.trunc(numberOf(node) ?? 0) || undefined;

/** A whole number that may be 0 on purpose; what is behind the point is cut. */
export const count: Codec = (node) => {
  const value = numberOf(node);
  return value === undefined ? undefined : Math.trunc(value);
};

/** A size, as a text of bytes; 0 is left out. */
export const bytes: Codec = (node, { found }, path) => {
  if (node.kind !== 'scalar' || isNull(node)) return undefined;
  const written = scalarText(node);
  const value = typeof node.value === 'number' ? Math.trunc(node.value) : parseBytes(written);
  if (value === undefined) {
    found.push(diagnose('compose/bad-size', { path, text: written }, node.span));
    return undefined;
  }
  return value === 0 ? undefined : String(value);
};

/** A duration, normalized; kept when it is zero. */
export const duration: Codec = (node, { found }, path) => {
  if (node.kind !== 'scalar' || isNull(node)) return undefined;
  const written = scalarText(node);
  const value = parseDuration(written);
  if (typeof value === 'number') return printDuration(value);
  found.push(diagnose('compose/bad-duration', { path, text: written, problem: value.problem }, node.span));
  return undefined;
};

/** A duration; zero is left out. */
export const someDuration: Codec = (node, context, path) => {
  const printed = duration(node, context, path);
  return printed === '0s' ? undefined : printed;
};

/** A list of texts, or one text; an empty list is left out. */
export const texts: Codec = (node) => {
  const items = textItems(node);
  return items === undefined || items.length === 0 ? undefined : items;
};

function textItems(node: Node): string[] | undefined {
  if (node.kind === 'sequence') {
    return node.items.flatMap((item) => (item.kind === 'scalar' ? [scalarText(item)] : []));
  }
  return node.kind === 'scalar' && !isNull(node) ? [scalarText(node)] : undefined;
}

/** As `texts`, without empty ones. */
export const filledTexts: Codec = (node) => {
  const items = textItems(node)?.filter((item) => item !== '');
  return items === undefined || items.length === 0 ? undefined : items;
};

/** A command: a line is split as a shell does. An empty one stays: it clears the image's. */
export const command: Codec = (node, { found }, path) => {
  if (node.kind === 'sequence') return textItems(node);
  if (node.kind !== 'scalar' || isNull(node)) return undefined;
  const words = shellWords(scalarText(node));
  if (words === undefined) {
    found.push(diagnose('compose/bad-command', { path }, node.span));
    return undefined;
  }
  return words;
};

/** `KEY=value` members whose values are texts; a bare key is empty. An empty mapping is left out. */
export const labels: Codec = (node) => printPairs(node, '');

/** `KEY=value` members; a bare key is null. */
export const variables: Codec = (node, { found }, path) => {
  const pairs = printPairs(node, null);
  for (const key of Object.keys(pairs ?? {})) {
    if (!/\s$/.test(key)) continue;
    const { span } = get(keyValues(node), key) ?? node;
    found.push(diagnose('compose/trailing-space', { path, key }, span));
  }
  return pairs;
};

function printPairs(node: Node, bare: '' | null): Record<string, string | null> | undefined {
  const pairs = keyValues(node);
  if (pairs.kind !== 'mapping' || pairs.entries.size === 0) return undefined;
  const printed = emptyObject<string | null>();
  for (const { key, value } of pairs.entries.values()) {
    if (value.kind === 'scalar') printed[key] = value.value === null ? bare : scalarText(value);
  }
  return printed;
}

/** An object without a prototype: keys such as `__proto__` are members like others. */
export function emptyObject<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** Any value as it is (extensions). */
export const anything: Codec = (node) => plainJson(node);

function plainJson(node: Node): Json {
  if (node.kind === 'scalar') return typeof node.value === 'bigint' ? Number(node.value) : node.value;
  if (node.kind === 'sequence') return node.items.map(plainJson);
  const object = emptyObject<Json>();
  for (const { key, value } of node.entries.values()) object[key] = plainJson(value);
  return object;
}

/** A mapping with known keys, printed in this order; unknown keys other than `x-*` were refused before. */
export function struct(fields: Readonly<Record<string, Codec>>): Codec {
  const known = new Map(Object.entries(fields));
  return (node, context, path) =>
    node.kind === 'mapping' ? printFields(node, known, context, path) : undefined;
}

function printFields(
  node: MappingNode,
  fields: ReadonlyMap<string, Codec>,
  context: CodecContext,
  path: string,
): Record<string, Json> {
  const printed = emptyObject<Json>();
  for (const [key, codec] of fields) {
    const entry = node.entries.get(key);
    if (entry === undefined) continue;
    const value = codec(entry.value, context, `${path}.${key}`);
    if (value !== undefined) printed[key] = value;
  }
  for (const entry of node.entries.values()) {
    if (entry.key.startsWith('x-')) printed[entry.key] = plainJson(entry.value);
  }
  return printed;
}

/** As the codec, and an empty mapping is left out. */
export function filled(codec: Codec): Codec {
  return (node, context, path) => {
    const printed = codec(node, context, path);
    return isJsonObject(printed) && Object.keys(printed).length === 0 ? undefined : printed;
  };
}

/** A list of values; an empty list is left out. */
export function listOf(codec: Codec): Codec {
  return (node, context, path) => {
    if (node.kind !== 'sequence' || node.items.length === 0) return undefined;
    return node.items.map((item, index) => codec(item, context, `${path}[${index}]`) ?? null);
  };
}

/** A mapping of named values; an empty one is left out. What prints as nothing is null. */
export function mapOf(codec: Codec): Codec {
  return (node, context, path) => {
    if (node.kind !== 'mapping' || node.entries.size === 0) return undefined;
    const printed = emptyObject<Json>();
    for (const { key, value } of node.entries.values()) {
      printed[key] = codec(value, context, `${path}.${key}`) ?? null;
    }
    return printed;
  };
}
