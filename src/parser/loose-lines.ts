import { Lexer } from 'yaml';

/** A text with more indentation, and where each of its characters stood. */
export interface Loosened {
  readonly text: string;
  readonly original: (offset: number) => number;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Deeper than any line of a compose file is indented. */
const width = 256;
const maxRounds = 50;

/**
 * The text where the lines of brackets and quoted texts that go over several lines are indented further. YAML asks for more
 * indentation there than docker compose does, and it means nothing. undefined when no such line is the trouble.
 */
export function loosen(text: string): Loosened | undefined {
  /** Offsets in the text of the lines that were indented, sorted. */
  let indented: readonly number[] = [];
  let loose = text;
  const original = (offset: number): number => {
    let passed = 0;
    for (const start of indented) {
      const place = start + passed * width;
      if (offset <= place) break;
      if (offset < place + width) return start;
      passed++;
    }
    return offset - passed * width;
  };
  for (let round = 0; round < maxRounds; round++) {
    const range = brokenRange(loose);
    if (range === undefined) break;
    const starts = lineStarts(loose, range).map(original);
    if (starts.length === 0 || starts.some((start) => indented.includes(start))) return undefined;
    indented = [...indented, ...starts].sort((a, b) => a - b);
    loose = indentedText(text, indented);
  }
  return indented.length === 0 ? undefined : { text: loose, original };
}

function indentedText(text: string, starts: readonly number[]): string {
  const pieces = starts.map((start, index) => text.slice(start, starts[index + 1]));
  return [text.slice(0, starts[0]), ...pieces].join(' '.repeat(width));
}

/** What the lexer puts between the pieces of the text: what kind of piece follows, and that brackets end too early. */
const endsTooEarly = '\u0018';
const controls: ReadonlySet<string> = new Set(['\u0002', endsTooEarly, '\u001f']);

/** The first brackets or quoted text that the indentation of a line cuts off. */
function brokenRange(text: string): Range | undefined {
  let at = 0;
  let depth = 0;
  let outermost = 0;
  for (const piece of new Lexer().lex(text)) {
    if (piece === endsTooEarly) return wholeRange(text, outermost);
    if (controls.has(piece)) continue;
    const quote = /^["']/.exec(piece)?.[0];
    if (quote !== undefined && (piece.length === 1 || !piece.endsWith(quote))) {
      return wholeRange(text, depth === 0 ? at : outermost);
    }
    if (piece === '[' || piece === '{') {
      if (depth === 0) outermost = at;
      depth++;
    } else if ((piece === ']' || piece === '}') && depth > 0) depth--;
    at += piece.length;
  }
  return undefined;
}

/** From an opening bracket or quote to the one that closes it, whatever the indentation; undefined when nothing does. */
function wholeRange(text: string, start: number): Range | undefined {
  const token = /\\.|["'[\]{}]|(?<=\s)#/gsu;
  const brackets: string[] = [];
  let quote: string | undefined;
  token.lastIndex = start;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (quote !== undefined) {
      const isDoubled = found === "'" && text.charAt(match.index + 1) === "'";
      if (quote === "'" && isDoubled) token.lastIndex = match.index + 2;
      else if (found === quote) quote = undefined;
      else if (quote === "'" && found.startsWith('\\')) token.lastIndex = match.index + 1;
    } else if (found === '"' || found === "'") {
      const before = text.slice(start, match.index).trimEnd().at(-1);
      if (before === undefined || '[{,:'.includes(before)) quote = found;
    } else if (found === '[' || found === '{') brackets.push(found);
    else if (found === ']' || found === '}') brackets.pop();
    else if (found === '#') token.lastIndex = lineEnd(text, match.index);
    if (quote === undefined && brackets.length === 0) return { start, end: match.index };
  }
  return undefined;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function lineStarts(text: string, { start, end }: Range): readonly number[] {
  const starts: number[] = [];
  for (let at = lineEnd(text, start); at < end; at = lineEnd(text, at + 1)) starts.push(at + 1);
  return starts;
}
