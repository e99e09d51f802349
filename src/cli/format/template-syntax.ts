/** A Go template, taken apart. */
export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly value: Expression }
  | {
      readonly kind: 'if' | 'with' | 'range';
      readonly value: Expression;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    };

/** A value of a template. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** `.A.B`; empty is the dot itself. `isRoot` begins at `$`. */
  | { readonly kind: 'field'; readonly path: readonly string[]; readonly isRoot: boolean }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: readonly Expression[] }
  /** `(value).Field` */
  | { readonly kind: 'member'; readonly of: Expression; readonly path: readonly string[] };

/** Why a text is no template. */
export class TemplateProblem extends Error {}

/** Takes a template apart: text, fields, function calls, pipelines, `if`, `with` and `range`. Throws a TemplateProblem. */
export function parseTemplate(text: string): readonly TemplateNode[] {
  const pieces = split(text);
  const { nodes, end } = parseNodes(pieces, 0);
  if (end !== undefined) throw new TemplateProblem(`\`${end.text}\` closes nothing`);
  return nodes;
}

type Piece = { readonly isAction: boolean; readonly text: string };

function split(text: string): Piece[] {
  const pieces: Piece[] = [];
  let rest = text;
  for (;;) {
    const open = rest.indexOf('{{');
    if (open === -1) {
      pieces.push({ isAction: false, text: rest });
      return pieces;
    }
    const action = /^\{\{(- )?((?:"(?:[^"\\]|\\.)*"|`[^`]*`|\/\*.*?\*\/|[^"`])*?)( -)?\}\}/su.exec(
      rest.slice(open),
    );
    if (action === null) throw new TemplateProblem('a `{{` is not closed');
    const [whole, trimsBefore, inner = '', trimsAfter] = action;
    const before = rest.slice(0, open);
    pieces.push({ isAction: false, text: trimsBefore === undefined ? before : before.trimEnd() });
    if (!/^\s*\/\*/.test(inner)) pieces.push({ isAction: true, text: inner.trim() });
    rest = rest.slice(open + whole.length);
    if (trimsAfter !== undefined) rest = rest.trimStart();
  }
}

/** Where a list of nodes stopped: an `end` or `else` that belongs to what is around it. */
interface Stop {
  readonly text: string;
  readonly next: number;
}

function parseNodes(
  pieces: readonly Piece[],
  start: number,
): { readonly nodes: readonly TemplateNode[]; readonly end: Stop | undefined } {
  const nodes: TemplateNode[] = [];
  let at = start;
  for (let piece = pieces[at]; piece !== undefined; piece = pieces[at]) {
    at++;
    if (!piece.isAction) {
      if (piece.text !== '') nodes.push({ kind: 'text', text: piece.text });
      continue;
    }
    const [, word = '', rest = ''] = /^(\w*)\s*(.*)$/su.exec(piece.text) ?? [];
    if (word === 'end' || word === 'else') return { nodes, end: { text: piece.text, next: at } };
    if (word === 'if' || word === 'with' || word === 'range') {
      const block = parseBlock(pieces, at, word, rest);
      nodes.push(block.node);
      at = block.next;
    } else nodes.push({ kind: 'print', value: parsePipeline(piece.text) });
  }
  return { nodes, end: undefined };
}

function parseBlock(
  pieces: readonly Piece[],
  start: number,
  kind: 'if' | 'with' | 'range',
  condition: string,
): { readonly node: TemplateNode; readonly next: number } {
  const value = parsePipeline(condition);
  const { nodes: body, end } = parseNodes(pieces, start);
  if (end === undefined) throw new TemplateProblem(`\`${kind}\` has no \`end\``);
  if (end.text === 'end') return { node: { kind, value, body, otherwise: [] }, next: end.next };
  const chained = /^else (if|with) (.*)$/su.exec(end.text);
  if (chained !== null) {
    const inner = parseBlock(pieces, end.next, chained[1] === 'with' ? 'with' : 'if', chained[2] ?? '');
    return { node: { kind, value, body, otherwise: [inner.node] }, next: inner.next };
  }
  const other = parseNodes(pieces, end.next);
  if (other.end?.text !== 'end') throw new TemplateProblem(`\`${kind}\` has no \`end\``);
  return { node: { kind, value, body, otherwise: other.nodes }, next: other.end.next };
}

const token = /\s*("(?:[^"\\]|\\.)*"|`[^`]*`|\(|\)|\||\$?(?:\.\w+)+|[$.]|-?\d+(?:\.\d+)?|\w+)/uy;

function parsePipeline(text: string): Expression {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const at = token.lastIndex;
    const [, found] = token.exec(text) ?? [];
    if (found === undefined) throw new TemplateProblem(`\`${text.slice(at).trim()}\` is not understood`);
    tokens.push(found);
  }
  const reader = { tokens, at: 0 };
  const value = readPipeline(reader);
  if (reader.at < tokens.length) throw new TemplateProblem(`\`${tokens[reader.at] ?? ''}\` is not expected`);
  return value;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function readPipeline(reader: Reader): Expression {
  let value = readCommand(reader, undefined);
  while (reader.tokens[reader.at] === '|') {
    reader.at++;
    value = readCommand(reader, value);
  }
  return value;
}

/** A value, or a function or method with its arguments; `piped` is the last of them. */
function readCommand(reader: Reader, piped: Expression | undefined): Expression {
  const parts: Expression[] = [];
  for (let next = reader.tokens[reader.at]; next !== undefined; next = reader.tokens[reader.at]) {
    if (next === '|' || next === ')') break;
    parts.push(readOperand(reader));
  }
  const [callee, ...args] = parts;
  if (callee === undefined) throw new TemplateProblem('a value is missing');
  if (piped !== undefined) args.push(piped);
  return args.length === 0 && callee.kind !== 'function' ? callee : { kind: 'call', callee, args };
}

function readOperand(reader: Reader): Expression {
  const text = reader.tokens[reader.at] ?? '';
  reader.at++;
  if (text === '(') {
    const value = readPipeline(reader);
    if (reader.tokens[reader.at] !== ')') throw new TemplateProblem('a `(` is not closed');
    reader.at++;
    const member = reader.tokens[reader.at];
    if (member?.startsWith('.') !== true || member === '.') return value;
    reader.at++;
    return { kind: 'member', of: value, path: member.slice(1).split('.') };
  }
  if (text.startsWith('"')) return { kind: 'literal', value: unquoted(text) };
  if (text.startsWith('`')) return { kind: 'literal', value: text.slice(1, -1) };
  if (/^[$.]/u.test(text)) {
    return { kind: 'field', isRoot: text.startsWith('$'), path: text.split('.').slice(1).filter(Boolean) };
  }
  if (/^-?\d/u.test(text)) return { kind: 'literal', value: Number(text) };
  if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true' };
  if (text === 'nil') return { kind: 'literal', value: null };
  if (!/^\w+$/u.test(text)) throw new TemplateProblem(`\`${text}\` is not expected`);
  return { kind: 'function', name: text };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/gsu, (_, character: string) => escapes[character] ?? character);
}
