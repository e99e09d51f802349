import type { Json } from '../../lib/json.ts';
import { isJsonObject, jsonScalarText } from '../../lib/json.ts';

/** A JSON value as YAML text in block style. Reading it gives the same value again. */
export function yamlText(value: Json): string {
  const lines: string[] = [];
  if (isJsonObject(value) && Object.keys(value).length > 0) writeMapping(value, '', lines);
  else if (Array.isArray(value) && value.length > 0) writeList(value as readonly Json[], '', lines);
  else lines.push(inline(value));
  return `${lines.join('\n')}\n`;
}

function writeMapping(
  value: Readonly<Record<string, Json | undefined>>,
  indent: string,
  lines: string[],
): void {
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== undefined) writeValue(`${indent}${scalarText(key)}:`, inner, indent, lines);
  }
}

function writeList(value: readonly Json[], indent: string, lines: string[]): void {
  for (const item of value) {
    if (!isJsonObject(item) || Object.keys(item).length === 0) {
      writeValue(`${indent}-`, item, indent, lines);
      continue;
    }
    const inner: string[] = [];
    writeMapping(item, `${indent}  `, inner);
    const [first = '', ...rest] = inner;
    lines.push(`${indent}- ${first.slice(indent.length + 2)}`, ...rest);
  }
}

function writeValue(head: string, value: Json, indent: string, lines: string[]): void {
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    lines.push(head);
    writeMapping(value, `${indent}  `, lines);
  } else if (Array.isArray(value) && value.length > 0) {
    lines.push(head);
    writeList(value as readonly Json[], `${indent}  `, lines);
  } else if (typeof value === 'string' && isBlock(value)) {
    const body = value.endsWith('\n') ? value.slice(0, -1) : value;
    lines.push(`${head} |${value.endsWith('\n') ? '' : '-'}`);
    for (const line of body.split('\n')) lines.push(line === '' ? '' : `${indent}  ${line}`);
  } else lines.push(`${head} ${inline(value)}`);
}

/** True for a text of several lines that reads well, and reads back, as a literal block. */
function isBlock(text: string): boolean {
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  return body.includes('\n') && !/[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufdff]|^[ \n]|[ \n]$|[ ]\n/.test(body);
}

function inline(value: Json): string {
  if (typeof value === 'string') return scalarText(value);
  if (Array.isArray(value)) return '[]';
  if (isJsonObject(value)) return '{}';
  return value === null ? 'null' : jsonScalarText(value);
}

/** Texts that need no quotes: nothing in them is syntax, and nothing but a text comes of them. */
const plain = /^[A-Za-z_./][A-Za-z0-9_./ @%+=,;()<>~^$-]*$/;
const words = /^(true|false|null|yes|no|on|off|y|n|~|\.inf|\.nan)$/i;
const numberLike = /^[-+.]?[0-9.]/;

function scalarText(text: string): string {
  const isPlain = plain.test(text) && !text.endsWith(' ') && !words.test(text) && !numberLike.test(text);
  return isPlain || isPlainWithColon(text) ? text : JSON.stringify(text);
}

/** Image names, addresses and the like: colons that no space follows. */
function isPlainWithColon(text: string): boolean {
  return (
    /^[A-Za-z_/][A-Za-z0-9_./@%+=:-]*[A-Za-z0-9_/]$/.test(text) && !words.test(text) && !text.includes('::')
  );
}
