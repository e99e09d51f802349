import type { Position, SourceText } from './span.ts';

/** Where each line of a source begins, found once: placing thousands of findings in a large file stays cheap. */
const tables = new WeakMap<SourceText, readonly number[]>();

/** Where an offset stands. The same as `positionAt`, but quick when asked again. */
export function positionIn(source: SourceText, offset: number): Position {
  const starts = lineStarts(source);
  const at = Math.min(Math.max(0, offset), source.text.length);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
}

/** The text of a line, counted from 1, without its line break. */
export function lineText(source: SourceText, line: number): string {
  const starts = lineStarts(source);
  const start = starts[line - 1];
  if (start === undefined) return '';
  return source.text.slice(start, starts[line] ?? source.text.length).replace(/\r?\n$/u, '');
}

function lineStarts(source: SourceText): readonly number[] {
  const known = tables.get(source);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  tables.set(source, starts);
  return starts;
}
