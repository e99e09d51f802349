/** What a plain (unquoted) scalar means, by the rules that Compose files are read with. */
export type PlainValue = string | number | boolean | bigint | null | DateLike;

/** A date or time: a type of YAML that no key of a compose file takes. */
export interface DateLike {
  readonly date: string;
}

const words: ReadonlyMap<string, number | boolean | null> = new Map<string, number | boolean | null>([
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
  ...['.nan', '.NaN', '.NAN'].map((text): [string, number] => [text, Number.NaN]),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((text): [string, number] => [text, Infinity]),
  ...['-.inf', '-.Inf', '-.INF'].map((text): [string, number] => [text, -Infinity]),
]);

const mayBeNumber = /^[-+.0-9]/;
const decimal = /^[-+]?(0|[1-9][0-9]*)$/;
const prefixed = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const date = /^\d{4}-\d{1,2}-\d{1,2}([Tt ]+\d{1,2}:\d{2}:\d{2}(\.\d*)?\s*(Z|[-+]\d{1,2}(:\d{2})?)?)?$/;

/**
 * Types a plain scalar: the core schema of YAML 1.2, with `0644` as octal, `0b` numbers and `_` between digits, which
 * Compose files may have. `yes`, `on` and sexagesimal numbers stay text.
 */
export function typePlain(text: string): PlainValue {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!mayBeNumber.test(text)) return text;
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (decimal.test(plain)) return safeInteger(plain);
  const match = prefixed.exec(plain);
  if (match !== null) return prefixedInteger(match[1] ?? '', match[2] ?? '');
  if (float.test(plain)) return Number(plain);
  return date.test(text) ? { date: text } : text;
}

function safeInteger(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits.replace(/^\+/, ''));
}

function prefixedInteger(sign: string, digits: string): number | bigint {
  const body = /^0[xXoObB]/.test(digits) ? digits.toLowerCase() : `0o${digits}`;
  const value = Number(body);
  const magnitude = Number.isSafeInteger(value) ? value : BigInt(body);
  if (sign !== '-') return magnitude;
  return typeof magnitude === 'bigint' ? -magnitude : magnitude === 0 ? 0 : -magnitude;
}
