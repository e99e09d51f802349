import type { Json } from './json.ts';
import { isJsonObject } from './json.ts';

/** JSON text with keys in code unit order and `undefined` members left out: the same data gives the same bytes. */
export function stableJson(value: Json | undefined): string {
  if (value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map((item: Json) => stableJson(item)).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${stableJson(value[key])}`);
  return `{${members.join(',')}}`;
}
