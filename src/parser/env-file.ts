import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText, Span } from '../diagnostics/span.ts';
import { substitute } from './template.ts';

/** Where an env file's expansions and bare keys find values: undefined is unset. */
export type EnvLookup = (name: string) => string | undefined;

/**
 * Reads an env file by Compose's grammar: `KEY=value`, `KEY: value`, `export`, comments, single quotes (literal), double
 * quotes (escapes and variables), values over several lines in quotes, variables in unquoted values, and bare keys that take
 * the surrounding value. A variable sees the surroundings first, then the lines above.
 */
export function readEnvFile(
  source: SourceText,
  lookup: EnvLookup,
  found: Diagnostic[],
  warned: Set<string>,
): Map<string, string> {
  return new EnvReader(source, lookup, found, warned).read();
}

const keyEnd = /[=:\n]/g;

class EnvReader {
  readonly #values = new Map<string, string>();
  readonly #text: string;
  readonly #source: SourceText;
  readonly #lookup: EnvLookup;
  readonly #found: Diagnostic[];
  readonly #warned: Set<string>;
  #at = 0;

  constructor(source: SourceText, lookup: EnvLookup, found: Diagnostic[], warned: Set<string>) {
    this.#source = source;
    this.#lookup = lookup;
    this.#found = found;
    this.#warned = warned;
    this.#text = source.text.startsWith('\uFEFF') ? ` ${source.text.slice(1)}` : source.text;
  }

  read(): Map<string, string> {
    for (;;) {
      this.#skipBlank();
      if (this.#at >= this.#text.length) return this.#values;
      if (!this.#statement()) return this.#values;
    }
  }

  /** Blank lines and lines that are comments. */
  #skipBlank(): void {
    for (;;) {
      while (/\s/.test(this.#text.charAt(this.#at))) this.#at++;
      if (this.#text.charAt(this.#at) !== '#') return;
      this.#at = this.#lineEnd();
    }
  }

  #lineEnd(): number {
    const end = this.#text.indexOf('\n', this.#at);
    return end === -1 ? this.#text.length : end;
  }

  #statement(): boolean {
    const exported = /export[ \t]+/y;
    exported.lastIndex = this.#at;
    const prefix = exported.exec(this.#text)?.[0] ?? '';
    this.#at += prefix.length;
    const start = this.#at;
    keyEnd.lastIndex = start;
    const match = keyEnd.exec(this.#text);
    const end = match?.index ?? this.#text.length;
    const isBare = match === null || match[0] === '\n';
    const key = this.#text.slice(start, end).trim();
    const span: Span = { source: this.#source, start, end: start + Math.max(1, key.length) };
    this.#at = isBare ? end : end + 1;
    if (!/^[\p{L}\p{N}_.[\]-]*$/u.test(key)) {
      return this.#fail(span, badKey(key));
    }
    if (isBare) {
      const inherited = this.#lookup(key);
      if (inherited !== undefined) this.#values.set(key, inherited);
      return true;
    }
    return this.#value(key);
  }

  #fail(span: Span, problem: string): boolean {
    this.#found.push(diagnose('compose/env-file-syntax', { problem }, span));
    return false;
  }

  #value(key: string): boolean {
    while (/[ \t\r\v\f]/.test(this.#text.charAt(this.#at))) this.#at++;
    const quote = this.#text.charAt(this.#at);
    if (quote === '"' || quote === "'") return this.#quoted(key, quote);
    const start = this.#at;
    const end = this.#lineEnd();
    this.#at = end;
    const line = this.#text.slice(start, end);
    const comment = /\s#/.exec(line);
    const raw = (comment === null ? line : line.slice(0, comment.index)).trim();
    this.#values.set(key, this.#expand(raw, { source: this.#source, start, end }));
    return true;
  }

  #quoted(key: string, quote: string): boolean {
    const start = this.#at;
    let end = start + 1;
    for (; end < this.#text.length; end++) {
      const character = this.#text.charAt(end);
      if (character === quote) break;
      if (character === '\\') end++;
    }
    const span: Span = { source: this.#source, start, end: Math.min(end + 1, this.#text.length) };
    if (end >= this.#text.length)
      return this.#fail({ ...span, end: this.#lineEnd() }, 'the quoted value has no closing quote');
    const raw = this.#text.slice(start + 1, end);
    this.#at = end + 1;
    this.#values.set(key, quote === "'" ? raw.replace(/\\'/g, "'") : this.#expand(unescape(raw), span));
    const rest = this.#text.slice(this.#at, this.#lineEnd());
    if (/^\s*(#.*)?$/.test(rest)) this.#at = this.#lineEnd();
    return true;
  }

  #expand(text: string, span: Span): string {
    return substitute(text, {
      variable: (name) => this.#lookup(name) ?? this.#values.get(name),
      unset: (name) => {
        if (this.#warned.has(name)) return;
        this.#warned.add(name);
        this.#found.push(diagnose('compose/variable-unset', { name }, span));
      },
      required: (name, message) => {
        this.#found.push(diagnose('compose/variable-required', { name, message }, span));
      },
      invalid: ({ text: bad }) => {
        this.#found.push(
          diagnose('compose/bad-template', { path: 'env file', text: bad.slice(0, 200) }, span),
        );
      },
    });
  }
}

function badKey(key: string): string {
  if (key === '') return 'a variable has no name';
  if (/\s/.test(key)) return `the name \`${shorten(key)}\` contains a space`;
  return `\`${shorten(key)}\` cannot be the name of a variable`;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  f: '\f',
  b: '\b',
  a: '\u0007',
};

/** Escapes of double quotes. `\$` keeps its `$` out of expansion. */
function unescape(text: string): string {
  return text.replace(/\\(0[0-7]{1,3}|.)/gs, (whole, character: string) => {
    if (character.length > 1) return String.fromCharCode(Number.parseInt(character, 8));
    if (character === '$') return '$$';
    if (character === '"' || character === '\\') return character;
    return escapes[character] ?? whole;
  });
}

/** Reads an env file of `format: raw`: each line is `KEY=value` to its end, quotes and `$` included; a bare key takes the surrounding value. */
export function readRawEnvFile(
  source: SourceText,
  lookup: EnvLookup,
  found: Diagnostic[],
): Map<string, string> {
  const values = new Map<string, string>();
  let start = 0;
  for (const line of source.text.replace(/^\uFEFF/, ' ').split('\n')) {
    const text = line.replace(/\r$/, '').replace(/^\s+/, '');
    const span: Span = { source, start, end: start + line.length };
    start += line.length + 1;
    if (text === '' || text.startsWith('#')) continue;
    const equals = text.indexOf('=');
    const key = equals === -1 ? text : text.slice(0, equals);
    if (key === '')
      found.push(diagnose('compose/env-file-syntax', { problem: 'a variable has no name' }, span));
    else if (/\s/.test(key)) {
      found.push(diagnose('compose/env-file-syntax', { problem: badKey(key) }, span));
    } else if (equals !== -1) values.set(key, text.slice(equals + 1));
    else {
      const inherited = lookup(key);
      if (inherited !== undefined) values.set(key, inherited);
    }
  }
  return values;
}
