/** A source text that diagnostics point into. `path` is as the user would name it (absolute, `<stdin>`, or a URL). */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** A half-open range of UTF-16 offsets in a source text. Line and column are worked out when it is printed. */
export interface Span {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
}

/** A place as people count it: both from 1; columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where an offset stands. An offset past the end is the end. */
export function positionAt(source: SourceText, offset: number): Position {
  const before = source.text.slice(0, Math.max(0, offset));
  const lastBreak = before.lastIndexOf('\n');
  let line = 1;
  for (let at = before.indexOf('\n'); at !== -1; at = before.indexOf('\n', at + 1)) line++;
  return { line, column: before.length - lastBreak };
}
