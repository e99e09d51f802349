import { displayWidth, visibleText } from '../lib/visible-text.ts';
import { lineText, positionIn } from './line-table.ts';
import type { Span } from './span.ts';

/** A part of a code frame with its role, so that the renderer can colour it. */
export interface FramePart {
  readonly role: 'gutter' | 'place' | 'source' | 'marker';
  readonly text: string;
}

/** Widest excerpt that is shown; longer lines are cut around the marker. */
const EXCERPT_WIDTH = 100;
const TAB_WIDTH = 4;

/**
 * An excerpt of the source with the span marked, as lines of parts.
 * A span over many lines shows its first and last; tabs are spaces, control characters are visible.
 */
export function codeFrame(span: Span, path: string): readonly (readonly FramePart[])[] {
  const { source } = span;
  const first = positionIn(source, span.start);
  const last = positionIn(source, endOfContent(span));
  const width = String(last.line).length;
  const gutter = (label: string): FramePart => ({ role: 'gutter', text: `${label.padStart(width)} │` });

  const lines: FramePart[][] = [
    [
      { role: 'gutter', text: `${' '.repeat(width)} ┌ ` },
      { role: 'place', text: `${visibleText(path)}:${first.line}:${first.column}` },
    ],
  ];
  if (source.text === '') return lines;

  const addLine = (line: number, from: number, to: number | undefined): void => {
    const excerpt = excerptOf(lineText(source, line), from, to);
    const shown = excerpt.text === '' ? [] : [{ role: 'source', text: ` ${excerpt.text}` } as const];
    const marker = `${' '.repeat(excerpt.markerStart + 1)}${'^'.repeat(excerpt.markerWidth)}`;
    lines.push([gutter(String(line)), ...shown], [gutter(''), { role: 'marker', text: marker }]);
  };

  if (first.line === last.line) {
    addLine(first.line, first.column - 1, last.column - 1);
    return lines;
  }
  addLine(first.line, first.column - 1, undefined);
  if (last.line > first.line + 1) lines.push([gutter('…')]);
  const lastText = lineText(source, last.line);
  addLine(last.line, lastText.length - lastText.trimStart().length, last.column - 1);
  return lines;
}

/** Block values of YAML end at the next key: the white space before it is no part of what is marked. */
function endOfContent(span: Span): number {
  const trimmed = span.source.text.slice(span.start, span.end).trimEnd();
  return Math.max(span.start + trimmed.length, Math.min(span.start + 1, span.end));
}

interface Excerpt {
  readonly text: string;
  /** In columns of the excerpt. */
  readonly markerStart: number;
  readonly markerWidth: number;
}

/** One line with the marked range `from` to `to` (UTF-16 units; to the end of the line when absent). */
function excerptOf(line: string, from: number, to: number | undefined): Excerpt {
  const end = Math.max(from, to ?? line.trimEnd().length);
  const before = printable(line.slice(0, from), 0);
  const marked = printable(line.slice(from, end), displayWidth(before));
  const after = printable(line.slice(end), displayWidth(before) + displayWidth(marked));
  const markedWidth = Math.max(1, displayWidth(marked));
  if (displayWidth(before) + markedWidth + displayWidth(after) <= EXCERPT_WIDTH) {
    return {
      text: `${before}${marked}${after}`.trimEnd(),
      markerStart: displayWidth(before),
      markerWidth: markedWidth,
    };
  }

  const head = keepEnd(before, Math.max(20, EXCERPT_WIDTH - markedWidth - 20));
  const middle = keepStart(marked, EXCERPT_WIDTH - displayWidth(head));
  const tail = keepStart(after, Math.max(0, EXCERPT_WIDTH - displayWidth(head) - displayWidth(middle)));
  return {
    text: `${head}${middle}${tail}`.trimEnd(),
    markerStart: displayWidth(head),
    markerWidth: Math.max(1, displayWidth(middle)),
  };
}

function printable(text: string, column: number): string {
  let result = '';
  let at = column;
  for (const character of text) {
    const shown = character === '\t' ? ' '.repeat(TAB_WIDTH - (at % TAB_WIDTH)) : visibleText(character);
    result += shown;
    at += displayWidth(shown);
  }
  return result;
}

function keepStart(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width < 2) return '';
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += displayWidth(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept}…`;
}

function keepEnd(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const characters = Array.from(text);
  let used = 1;
  let from = characters.length;
  while (from > 0) {
    used += displayWidth(characters[from - 1] ?? '');
    if (used > width) break;
    from--;
  }
  return `…${characters.slice(from).join('')}`;
}
