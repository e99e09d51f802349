import type { Json, JsonObject } from '../../lib/json.ts';
import { isJsonObject, jsonScalarText } from '../../lib/json.ts';
import { parseDuration } from '../normalize/duration.ts';

/** The text of a key, or undefined when it has none. */
export function textAt(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' ? value : undefined;
}

/** The number of a key, or undefined. */
export function numberAt(object: JsonObject, key: string): number | undefined {
  const value = object[key];
  return typeof value === 'number' ? value : undefined;
}

/** The flag of a key; absent is undefined. */
export function choiceAt(object: JsonObject, key: string): boolean | undefined {
  const value = object[key];
  return typeof value === 'boolean' ? value : undefined;
}

/** True when a key is true. */
export function flagAt(object: JsonObject, key: string): boolean {
  return object[key] === true;
}

/** The mapping of a key; absent is empty. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

/** The texts of a list; absent is empty. */
export function textsAt(object: JsonObject, key: string): readonly string[] {
  return textsIn(object[key]) ?? [];
}

/** The texts of a list, or undefined when there is none. */
export function textsIn(value: Json | undefined): readonly string[] | undefined {
  return Array.isArray(value) ? (value as readonly Json[]).map(jsonScalarText) : undefined;
}

/** The mappings of a list; absent is empty. */
export function objectsAt(object: JsonObject, key: string): readonly JsonObject[] {
  const value = object[key];
  return Array.isArray(value) ? (value as readonly Json[]).filter(isJsonObject) : [];
}

/** A mapping of texts. */
export function pairsAt(object: JsonObject, key: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(objectAt(object, key)).map(([name, value]) => [name, jsonScalarText(value)]));
}

/** A mapping of texts in which a bare key is null. */
export function bareablePairsAt(object: JsonObject, key: string): ReadonlyMap<string, string | null> {
  return new Map(
    Object.entries(objectAt(object, key)).map(([name, value]) => [
      name,
      value === null || value === undefined ? null : jsonScalarText(value),
    ]),
  );
}

/** Milliseconds of a duration in canonical form. */
export function msAt(object: JsonObject, key: string): number | undefined {
  const text = textAt(object, key);
  const value = text === undefined ? undefined : parseDuration(text);
  return typeof value === 'number' ? value / 1e6 : undefined;
}

/** A count of bytes in canonical form (decimal text). */
export function bytesAt(object: JsonObject, key: string): number | undefined {
  const text = textAt(object, key);
  return text === undefined ? undefined : Number(text);
}

/** Permission bits in canonical form (octal text). */
export function modeAt(object: JsonObject, key: string): number | undefined {
  const text = textAt(object, key);
  return text === undefined ? undefined : Number.parseInt(text, 8);
}
