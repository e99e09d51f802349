import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { isJsonObject } from '../../lib/json.ts';

/**
 * Reads members of a reply's object by type. An absent or null member is its type's zero value, as Go's JSON leaves those
 * out; a member of another type rejects the reply with a ToolError that names it.
 */
export interface Fields {
  readonly text: (key: string) => string;
  /** Rejects an absent or empty text. */
  readonly requiredText: (key: string) => string;
  readonly number: (key: string) => number;
  readonly flag: (key: string) => boolean;
  readonly texts: (key: string) => readonly string[];
  readonly textMap: (key: string) => ReadonlyMap<string, string>;
  /** Milliseconds since 1970 of an RFC 3339 text; undefined for Go's zero time. */
  readonly time: (key: string) => number | undefined;
  readonly child: (key: string) => Fields;
  readonly children: (key: string) => readonly Fields[];
  readonly keys: (key: string) => readonly string[];
  readonly has: (key: string) => boolean;
}

/** Opens an object of a reply; `what` names it in the error. */
export function fieldsOf(value: unknown, what: string): Fields {
  if (!isJsonObject(value)) throw badReply(what, `an object was expected, not ${kindOf(value)}`);
  const wrong = (key: string, wanted: string): ToolError =>
    badReply(what, `\`${key}\` should be ${wanted}, not ${kindOf(value[key])}`);
  const read = <T>(key: string, zero: T, wanted: string, take: (member: unknown) => T | undefined): T => {
    const member = value[key];
    if (member === undefined || member === null) return zero;
    const taken = take(member);
    if (taken === undefined) throw wrong(key, wanted);
    return taken;
  };
  const text = (key: string): string =>
    read(key, '', 'a text', (member) => (typeof member === 'string' ? member : undefined));
  const time = (key: string): number | undefined => {
    const written = text(key);
    if (written === '' || written.startsWith('0001-')) return undefined;
    const ms = Date.parse(written);
    if (Number.isNaN(ms)) throw wrong(key, 'a time');
    return ms;
  };
  return {
    text,
    requiredText: (key) => {
      const found = text(key);
      if (found === '') throw badReply(what, `\`${key}\` is missing`);
      return found;
    },
    number: (key) => read(key, 0, 'a number', (member) => (typeof member === 'number' ? member : undefined)),
    flag: (key) =>
      read(key, false, 'true or false', (member) => (typeof member === 'boolean' ? member : undefined)),
    texts: (key) => read(key, [], 'a list of texts', (member) => (isTextList(member) ? member : undefined)),
    textMap: (key) => read<ReadonlyMap<string, string>>(key, new Map(), 'an object of texts', textMapOf),
    time,
    child: (key) => fieldsOf(value[key] ?? {}, `${what}.${key}`),
    children: (key) =>
      read<readonly Fields[]>(key, [], 'a list', (member) =>
        Array.isArray(member)
          ? member.map((item, index) => fieldsOf(item, `${what}.${key}[${index}]`))
          : undefined,
      ),
    keys: (key) =>
      Object.keys(read(key, {}, 'an object', (member) => (isJsonObject(member) ? member : undefined))),
    has: (key) => value[key] !== undefined && value[key] !== null,
  };
}

/** Opens each object of a list. The engine writes an empty list as null at times. */
export function rowsOf(value: unknown, what: string): readonly Fields[] {
  if (value === null) return [];
  if (!Array.isArray(value)) throw badReply(what, `a list was expected, not ${kindOf(value)}`);
  return value.map((item, index) => fieldsOf(item, `${what}[${index}]`));
}

/** The error for a reply of another shape than the interface promises. */
export function badReply(what: string, problem: string): ToolError {
  return new ToolError(diagnose('engine/bad-reply', { what, problem }));
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function textMapOf(value: unknown): ReadonlyMap<string, string> | undefined {
  if (!isJsonObject(value)) return undefined;
  const map = new Map<string, string>();
  for (const [key, member] of Object.entries(value)) {
    if (typeof member !== 'string') return undefined;
    map.set(key, member);
  }
  return map;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  return Array.isArray(value) ? 'a list' : (kinds[typeof value] ?? typeof value);
}

const kinds: Readonly<Record<string, string>> = {
  object: 'an object',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};
