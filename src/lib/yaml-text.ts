import type { Json } from './json.ts';
import { isJsonObject, jsonScalarText } from './json.ts';

/** A JSON value as YAML text in block style. Reading it gives the same value again. */
export function yamlText(value: Json): string {
  const out: Output = { lines: [], known: new Map() };
  if (isJsonObject(value) && Object.keys(value).length > 0) writeMapping(value, '', out);
  else if (Array.isArray(value) && value.length > 0) writeList(value as readonly Json[], '', out);
  else out.lines.push(inline(value, out));
  return `${out.lines.join('\n')}\n`;
}

interface Output {
  readonly lines: string[];
  /** Texts and how they are written: the same keys and values come with each service. */
  readonly known: Map<string, string>;
}

function writeMapping(value: Readonly<Record<string, Json | undefined>>, indent: string, out: Output): void {
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== undefined) writeValue(`${indent}${scalarText(key, out)}:`, inner, indent, out);
  }
}

function writeList(value: readonly Json[], indent: string, out: Output): void {
  const { lines } = out;
  for (const item of value) {
    if (!isJsonObject(item) || Object.keys(item).length === 0) {
      writeValue(`${indent}-`, item, indent, out);
      continue;
    }
    const first = lines.length;
    writeMapping(item, `${indent}  `, out);
    lines[first] = `${indent}- ${(lines[first] ?? '').slice(indent.length + 2)}`;
  }
}

function writeValue(head: string, value: Json, indent: string, out: Output): void {
  const { lines } = out;
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    lines.push(head);
    writeMapping(value, `${indent}  `, out);
  } else if (Array.isArray(value) && value.length > 0) {
    lines.push(head);
    writeList(value as readonly Json[], `${indent}  `, out);
  } else if (typeof value === 'string' && isBlock(value)) {
    const body = value.endsWith('\n') ? value.slice(0, -1) : value;
    lines.push(`${head} |${value.endsWith('\n') ? '' : '-'}`);
    for (const line of body.split('\n')) lines.push(line === '' ? '' : `${indent}  ${line}`);
  } else lines.push(`${head} ${inline(value, out)}`);
}

/** True for a text of several lines that reads well, and reads back, as a literal block. */
function isBlock(text: string): boolean {
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  return (
    body.includes('\n') &&
    !/[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufdff]|^[ \n]|[ \n]$|[ ]\n/.test(body)
  );
}

function inline(value: Json, out: Output): string {
  if (typeof value === 'string') return scalarText(value, out);
  if (Array.isArray(value)) return '[]';
  if (isJsonObject(value)) return '{}';
  return value === null ? 'null' : jsonScalarText(value);
}

/** Texts that need no quotes: nothing in them is syntax, and nothing but a text comes of them. */
const plain = /^[A-Za-z_./][A-Za-z0-9_./ @%+=,;()<>~^$-]*$/;
const words = /^(true|false|null|yes|no|on|off|y|n|~|\.inf|\.nan)$/i;
const numberLike = /^[-+.]?[0-9.]/;

function scalarText(text: string, { known }: Output): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  const written = quotedWhereNeeded(text);
  known.set(text, written);
  return written;
}

function quotedWhereNeeded(text: string): string {
  const isPlain = plain.test(text) && !text.endsWith(' ') && !words.test(text) && !numberLike.test(text);
  return isPlain || isPlainWithColon(text) ? text : quoted(text);
}

/** JSON leaves some characters as they are that other readers of YAML refuse, or take for the end of a line. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Image names, addresses and the like: colons that no space follows. */
function isPlainWithColon(text: string): boolean {
  return (
    /^[A-Za-z_/][A-Za-z0-9_./@%+=:-]*[A-Za-z0-9_/]$/.test(text) && !words.test(text) && !text.includes('::')
  );
}
