import type { Json } from './json.ts';
import { isJsonObject } from './json.ts';

/** JSON whose members have the order that was chosen for them; a plain object would put a key such as `10` before all others. */
export type OrderedJson =
  string | number | boolean | null | readonly OrderedJson[] | ReadonlyMap<string, OrderedJson>;

/**
 * The text that Go's `encoding/json` writes: `<`, `>`, `&` and the line separators of Unicode are escaped. Without an indent it is
 * compact.
 */
export function goJson(value: OrderedJson, indent = ''): string {
  const parts: string[] = [];
  write(value, indent, indent === '' ? '' : '\n', parts);
  return parts.join('');
}

function write(value: OrderedJson, indent: string, newline: string, parts: string[]): void {
  if (typeof value === 'string') parts.push(quoted(value));
  else if (value === null || typeof value !== 'object') parts.push(JSON.stringify(value));
  else {
    const [open, close] = isMap(value) ? ['{', '}'] : ['[', ']'];
    const inner = newline === '' ? '' : newline + indent;
    let separator = open + inner;
    for (const [key, member] of value.entries()) {
      parts.push(separator);
      if (typeof key === 'string') parts.push(quoted(key), newline === '' ? ':' : ': ');
      write(member, indent, inner, parts);
      separator = `,${inner}`;
    }
    parts.push(separator === open + inner ? open + close : newline + close);
  }
}

function isMap(value: object): value is ReadonlyMap<string, OrderedJson> {
  return value instanceof Map;
}

function quoted(text: string): string {
  const json = JSON.stringify(text);
  return /[<>&\u2028\u2029]/u.test(json) ? json.replaceAll(/[<>&\u2028\u2029]/gu, escaped) : json;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Texts in the order of their UTF-8 bytes, as Go sorts them. */
export function inByteOrder(texts: Iterable<string>): readonly string[] {
  return [...texts].sort(byBytes);
}

/** The order of code units is that of bytes but for characters beyond the basic plane. */
function byBytes(a: string, b: string): number {
  if (/[\ud800-\udfff]/.test(a) || /[\ud800-\udfff]/.test(b)) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The value with the members of every object in the order of their bytes. */
export function sortedJson(value: Json): OrderedJson {
  if (typeof value !== 'object' || value === null) return value;
  if (!isJsonObject(value)) return value.map(sortedJson);
  return new Map(inByteOrder(Object.keys(value)).map((key) => [key, sortedJson(value[key] ?? null)]));
}
