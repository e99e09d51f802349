/** Any JSON value. Objects keep no promise about key order: collections of named things are maps in the model. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** True for a JSON object, false for null, arrays and scalars. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A scalar as text; nothing for null, lists and mappings. */
export function jsonScalarText(value: Json | undefined): string {
  return value === null || typeof value === 'object' || value === undefined ? '' : String(value);
}
