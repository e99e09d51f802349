import { lineText, positionIn } from '../../diagnostics/line-table.ts';
import type { SourceText, Span } from '../../diagnostics/span.ts';

/** A line of a file, as explanations look at it. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Without its indentation, and without white space at its end. */
  readonly content: string;
  /** Columns before the content. */
  readonly indent: number;
  /** The content in the file. */
  readonly span: Span;
}

/** The line with a number. */
function lineAt(source: SourceText, number: number, startOfLine: number): Line {
  const text = lineText(source, number);
  const content = text.trim();
  const indent = text.length - text.trimStart().length;
  const start = startOfLine + indent;
  return { number, content, indent, span: { source, start, end: start + content.length } };
}

/** The line that an offset is on. */
export function lineOf(source: SourceText, offset: number): Line {
  const { line, column } = positionIn(source, offset);
  return lineAt(source, line, Math.min(offset, source.text.length) - column + 1);
}

/** The nearest line before or after another one that has anything but a comment. */
export function neighbour(line: Line, direction: -1 | 1): Line | undefined {
  const { source } = line.span;
  let at = line;
  for (;;) {
    const offset =
      direction === 1 ? source.text.indexOf('\n', at.span.end) + 1 : at.span.start - at.indent - 1;
    if (offset < 0 || (direction === 1 && offset === 0) || offset >= source.text.length) return undefined;
    at = lineOf(source, offset);
    if (at.content !== '' && !at.content.startsWith('#')) return at;
    if (direction === 1 && source.text.indexOf('\n', offset) === -1) return undefined;
  }
}

/** The key that a line begins with, without quotes and the dash before it. */
export function keyOf({ content }: Line): string | undefined {
  return /^(?:- +)*["']?([^\s"':#[\]{},]+)["']?\s*:(?:\s|$)/.exec(content)?.[1];
}
