/** What a plain (unquoted) scalar means, by the rules that Compose files are read with. */
export type PlainValue = string | number | boolean | bigint | null | DateLike;

/** A date or time: a type of YAML that no key of a compose file takes, extensions (`x-*`) aside. */
export interface DateLike {
  /** In the form of ISO 8601. */
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
/** A day; with a time behind a space, or behind `T` with a zone as well. */
const date =
  /^(\d{4}-\d{1,2}-\d{1,2})(?: (\d{1,2}:\d{1,2}:\d{1,2})(\.\d+)?|[Tt](\d{1,2}:\d{1,2}:\d{1,2})(\.\d+)?(Z|[-+]\d{2}:\d{2}))?$/;

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
  if (float.test(plain)) {
    const value = Number(plain);
    return Number.isFinite(value) ? value : text;
  }
  return dateLike(text) ?? text;
}

/** What a scalar with a tag means; undefined when it is not what the tag says. A tag that YAML does not know makes a text. */
export function typeTagged(text: string, tag: string): PlainValue | undefined {
  const name = tag.startsWith(coreTag) ? tag.slice(coreTag.length) : '';
  if (name === 'binary') return fromBase64(text);
  const value = typePlain(text);
  switch (name) {
    case 'null':
      return value === null ? value : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'int':
      return typeof value === 'bigint' || Number.isInteger(value) ? value : undefined;
    case 'float':
      return typeof value === 'bigint' ? Number(value) : typeof value === 'number' ? value : undefined;
    case 'timestamp':
      return typeof value === 'object' && value !== null ? value : undefined;
    default:
      return text;
  }
}

const coreTag = 'tag:yaml.org,2002:';

function fromBase64(text: string): string | undefined {
  const packed = text.replace(/\s/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
  return new TextDecoder().decode(Uint8Array.from(atob(packed), (character) => character.charCodeAt(0)));
}

/** The moment that a text names, where what has no zone is in UTC; undefined when it is no date, or none of the calendar. */
function dateLike(text: string): DateLike | undefined {
  const match = date.exec(text);
  if (match === null) return undefined;
  const [, day = '', time = match[4] ?? '0:0:0', fraction = match[5] ?? '', , , zone = 'Z'] = match;
  const pad = (part: string): string => part.padStart(2, '0');
  const written = `${day.split('-').map(pad).join('-')}T${time.split(':').map(pad).join(':')}`;
  const moment = new Date(`${written}Z`);
  if (Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(written)) return undefined;
  return { date: `${written}${fraction.replace(/\.?0*$/, '')}${zone.endsWith('00:00') ? 'Z' : zone}` };
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
