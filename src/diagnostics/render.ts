import { isAbsolute, relative, sep } from 'node:path';
import { styleText } from 'node:util';
import { visibleText, withoutCredentials } from '../lib/visible-text.ts';
import type { Severity } from './catalog.ts';
import type { FramePart } from './code-frame.ts';
import { codeFrame } from './code-frame.ts';
import type { Diagnostic } from './diagnostic.ts';
import { severityOf } from './diagnostic.ts';
import { positionIn } from './line-table.ts';
import type { Span } from './span.ts';
import { helpOf, messageOf } from './words.ts';

/** How findings are printed for people. */
export interface TextOptions {
  readonly isColoured: boolean;
  /** Show at the most so many, errors before the rest, and say how many were left out. */
  readonly maxCount?: number;
  /** Absolute; paths below it are shown relative to it. */
  readonly workingDir?: string;
}

/** Findings as text for people, one after the other with a blank line between; ends with a line break unless empty. */
export function renderText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  const paint = painter(options.isColoured);
  const shown = mostImportant(diagnostics, options.maxCount ?? Number.POSITIVE_INFINITY);
  const blocks = shown.map((diagnostic) => textOf(diagnostic, paint, options.workingDir));
  const hidden = diagnostics.length - shown.length;
  if (hidden > 0) blocks.push(`${hidden} more not shown`);
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

/** Findings as a JSON array for programs: one object each, the same members in the same order; ends with a line break. */
export function renderJson(
  diagnostics: readonly Diagnostic[],
  options: { readonly workingDir?: string } = {},
): string {
  const objects = diagnostics.map((diagnostic) => ({
    code: diagnostic.code,
    severity: severityOf(diagnostic),
    message: withoutCredentials(messageOf(diagnostic)),
    help: helpOf(diagnostic) ?? null,
    ...place(diagnostic.span, options.workingDir),
    args: diagnostic.args,
    related: (diagnostic.related ?? []).map(({ span, message }) => ({
      message,
      ...place(span, options.workingDir),
    })),
  }));
  return `${JSON.stringify(objects, (_, value: unknown) => (typeof value === 'string' ? withoutCredentials(value) : value), 2)}\n`;
}

/** A path as people should read it: relative when it is below the working directory. */
export function shownPath(path: string, workingDir: string | undefined): string {
  if (workingDir === undefined || !isAbsolute(path)) return path;
  const fromHere = relative(workingDir, path);
  const isBelow =
    fromHere !== '' && fromHere !== '..' && !fromHere.startsWith(`..${sep}`) && !isAbsolute(fromHere);
  return isBelow ? fromHere : path;
}

type Role = Severity | FramePart['role'] | 'hint' | 'strong';
type Paint = (role: Role, text: string) => string;

const STYLES = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  note: ['bold', 'cyan'],
  hint: ['bold', 'cyan'],
  strong: ['bold'],
  gutter: ['blue'],
  place: ['cyan'],
  marker: ['bold', 'red'],
  source: [],
} as const;

function painter(isColoured: boolean): Paint {
  if (!isColoured) return (_, text) => text;
  // Whether to colour was decided by the caller, so styleText must not look at the stream again.
  return (role, text) => styleText([...STYLES[role]], text, { validateStream: false });
}

function textOf(diagnostic: Diagnostic, paint: Paint, workingDir: string | undefined): string {
  const severity = severityOf(diagnostic);
  const message = forTerminal(messageOf(diagnostic));
  const lines = [`${paint(severity, `${severity}:`)} ${paint('strong', message)} (${diagnostic.code})`];
  if (diagnostic.span !== undefined) lines.push(...frameLines(diagnostic.span, paint, workingDir));
  for (const { span, message: words } of diagnostic.related ?? []) {
    lines.push(`${paint('note', 'note:')} ${forTerminal(words)}`, ...frameLines(span, paint, workingDir));
  }
  const help = helpOf(diagnostic);
  if (help !== undefined) {
    if (diagnostic.span !== undefined) lines.push('');
    lines.push(`${paint('hint', 'hint:')} ${forTerminal(help)}`);
  }
  return lines.join('\n');
}

function frameLines(span: Span, paint: Paint, workingDir: string | undefined): readonly string[] {
  return codeFrame(span, shownPath(span.source.path, workingDir)).map((parts) =>
    parts.map(({ role, text }) => paint(role, text)).join(''),
  );
}

function forTerminal(text: string): string {
  return visibleText(withoutCredentials(text)).replaceAll('\n', '\n  ');
}

function mostImportant(diagnostics: readonly Diagnostic[], count: number): readonly Diagnostic[] {
  if (diagnostics.length <= count) return diagnostics;
  const rank = { error: 0, warning: 1, note: 2 } as const;
  return diagnostics.toSorted((a, b) => rank[severityOf(a)] - rank[severityOf(b)]).slice(0, count);
}

function place(span: Span | undefined, workingDir: string | undefined): object {
  if (span === undefined) return { file: null, line: null, column: null, endLine: null, endColumn: null };
  const start = positionIn(span.source, span.start);
  const end = positionIn(span.source, span.end);
  return {
    file: shownPath(span.source.path, workingDir),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}
