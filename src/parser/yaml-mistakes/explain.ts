import type { SourceText, Span } from '../../diagnostics/span.ts';
import type { Line } from './line.ts';
import { keyOf, lineOf, neighbour } from './line.ts';

/** What the YAML reader stumbled over. */
export interface YamlError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

/** The same in words of somebody who writes a compose file. */
export interface Explanation {
  readonly problem: string;
  readonly advice?: string | undefined;
  readonly span: Span;
}

/** Says what is wrong at the place where the YAML reader stopped, and how it is written. */
export function explain(error: YamlError, source: SourceText): Explanation {
  const line = lineOf(source, error.pos[0]);
  return byCode(error, line) ?? { problem: plainWords(error.message), span: spanOf(error, source) };
}

function byCode({ code, message, pos }: YamlError, line: Line): Explanation | undefined {
  switch (code) {
    case 'TAB_AS_INDENT':
      return tab(line);
    case 'MULTILINE_IMPLICIT_KEY':
      return missingColon(line);
    case 'BLOCK_AS_IMPLICIT_KEY':
      return message.startsWith('Nested mappings') ? valueAndMapping(line, pos[0]) : undefined;
    case 'MISSING_CHAR':
      if (message.includes('quote')) return openQuote(line, message.includes('"') ? '"' : "'");
      if (message.startsWith('Implicit map keys')) return missingColon(line);
      return message.startsWith('Flow') ? openBracket(line.span.source, pos[0]) : undefined;
    case 'BAD_INDENT':
      return message.startsWith('Flow') ? openBracket(line.span.source, pos[0]) : otherColumn(line);
    case 'BAD_DQ_ESCAPE':
      return {
        problem: `\`${line.span.source.text.slice(pos[0], pos[0] + 2)}\` means nothing inside double quotes`,
        advice: 'put the text in single quotes, where a backslash is a backslash',
        span: { source: line.span.source, start: pos[0], end: pos[0] + 2 },
      };
    case 'BAD_SCALAR_START':
    case 'BAD_ALIAS':
      return badStart(line, pos[0]);
    default:
      return undefined;
  }
}

function tab({ span, indent, number }: Line): Explanation {
  const start = span.start - indent;
  const tabs = /^ *(\t+)/.exec(span.source.text.slice(start, span.start))?.[1]?.length ?? 1;
  return {
    problem: `line ${number} is indented with ${tabs === 1 ? 'a tab' : 'tabs'}`,
    advice: 'indent with spaces',
    span: { source: span.source, start, end: span.start },
  };
}

function missingColon(line: Line): Explanation {
  const { content, span } = line;
  const [, glued, value] = /^(?:- +)?([A-Za-z_][\w.-]*):([^\s:/].*)$/.exec(content) ?? [];
  if (glued !== undefined) {
    return {
      problem: `there is no space behind the colon of \`${glued}:\``,
      advice: `write \`${glued}: ${value ?? ''}\``,
      span,
    };
  }
  const [, key, rest] = /^(?:- +)?([A-Za-z_][\w.-]*)(?:\s+(\S.*))?$/.exec(content) ?? [];
  if (key === undefined) return { problem: `\`${content}\` is neither a key nor a value`, span };
  return {
    problem: `there is no colon behind \`${key}\``,
    advice: `write \`${key}:${rest === undefined ? '' : ` ${rest}`}\``,
    span,
  };
}

/** Either `a: b: c` on one line, or lines indented below a key that has its value already. */
function valueAndMapping(line: Line, start: number): Explanation | undefined {
  const key = keyOf(line);
  const next = neighbour(line, 1);
  const { source, end } = line.span;
  const value = source.text.slice(start, end);
  if (/:\s/.test(value) || value.endsWith(':')) {
    const quote = value.includes('"') ? "'" : '"';
    return {
      problem: `\`: \` inside a text makes it a key`,
      advice: `put the text in quotes: \`${quote}${value}${quote}\``,
      span: { source, start, end },
    };
  }
  if (key === undefined || next === undefined || next.indent <= line.indent) return undefined;
  return {
    problem: `\`${key}\` has its value already, so nothing can be indented below it`,
    advice: `indent \`${next.content.split(/\s/)[0] ?? ''}\` as far as \`${key}:\``,
    span: next.span,
  };
}

function otherColumn(line: Line): Explanation {
  const before = neighbour(line, -1);
  const name = keyOf(line) ?? line.content.split(/\s/)[0] ?? '';
  const key = before && keyOf(before);
  return {
    problem: `the indentation of \`${name}\` fits nothing above it`,
    advice:
      before === undefined || key === undefined
        ? 'keys of one mapping begin in one column'
        : `\`${key}\` above it is indented by ${before.indent}, and \`${name}\` by ${line.indent}`,
    span: line.span,
  };
}

function openQuote(line: Line, quote: string): Explanation {
  const { source, start, end } = line.span;
  const at = line.content.indexOf(quote);
  return {
    problem: `the quote \`${quote}\` is not closed`,
    span: { source, start: at === -1 ? start : start + at, end },
  };
}

/** The innermost bracket that is open at an offset, found without regard to quotes. */
function openBracket(source: SourceText, offset: number): Explanation | undefined {
  let closed = 0;
  for (let at = Math.min(offset, source.text.length) - 1; at >= 0; at--) {
    const character = source.text.charAt(at);
    if (character === ']' || character === '}') closed++;
    else if ((character === '[' || character === '{') && closed-- === 0) {
      return {
        problem: `the \`${character}\` is not closed`,
        advice: `a \`${character === '[' ? ']' : '}'}\` is missing, or a line that belongs inside is not indented`,
        span: { source, start: at, end: at + 1 },
      };
    }
  }
  return undefined;
}

function badStart(line: Line, start: number): Explanation {
  const { source, end } = line.span;
  const text = source.text.slice(start, Math.max(end, start + 1));
  return {
    problem: `a text without quotes cannot begin with \`${text.charAt(0)}\``,
    advice: `put it in quotes: \`${text.includes('"') ? `'${text}'` : `"${text}"`}\``,
    span: { source, start, end: start + text.length },
  };
}

function spanOf({ pos: [start, end] }: YamlError, source: SourceText): Span {
  const lineEnd = source.text.indexOf('\n', start);
  const last = lineEnd === -1 ? end : Math.min(end, lineEnd);
  return { source, start, end: Math.max(last, start + 1) };
}

/** Lower-cases the first letter and drops the period, as messages of the catalogue have it. */
function plainWords(message: string): string {
  const line = message.split('\n', 1)[0] ?? message;
  return (line.charAt(0).toLowerCase() + line.slice(1)).replace(/[.:]$/, '');
}
