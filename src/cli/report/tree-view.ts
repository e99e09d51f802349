import { formatBytes } from '../../lib/format-bytes.ts';
import { displayWidth, visibleText } from '../../lib/visible-text.ts';
import type { Style } from '../style.ts';
import type { Row, Rows } from './rows.ts';
import { isSettled } from './rows.ts';

/** What decides how the tree looks at one moment. */
export interface View {
  readonly title: string;
  readonly nowMs: number;
  readonly columns: number;
  /** Most lines to use; more rows than fit are told of by number. */
  readonly maxLines: number;
  readonly style: Style;
}

const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const spinnerStepMs = 100;

/** The tree as lines of at most `columns - 1` cells, the title first. */
export function treeLines(rows: Rows, view: View): readonly string[] {
  const all = [...rows.values()];
  const settled = all.filter(isSettled).length;
  const title = `${view.title} ${settled}/${all.length}`;
  const shown = rowsThatFit(all, view.maxLines - 1);
  const nameWidth = Math.max(0, ...shown.map((row) => displayWidth(nameOf(row))));
  // Wide enough for most words, so that the columns after it rarely move.
  const textWidth = Math.max(9, ...shown.map((row) => displayWidth(row.text)));
  const lines = shown.map((row) => rowLine(row, nameWidth, textWidth, view));
  const hidden = all.length - shown.length;
  if (hidden > 0) lines.push(view.style.dim(`   … ${hidden} more`));
  return [view.style.strong(title), ...lines];
}

/** Those still at work and those that failed come first when there is no room for all; the order on screen stays. */
function rowsThatFit(all: readonly Row[], room: number): readonly Row[] {
  if (all.length <= room) return all;
  const rank = (row: Row) => (row.status === 'Error' ? 0 : isSettled(row) ? 2 : 1);
  const chosen = all
    .toSorted((a, b) => rank(a) - rank(b) || b.changedMs - a.changedMs)
    .slice(0, Math.max(1, room - 1));
  const kept = new Set(chosen);
  return all.filter((row) => kept.has(row));
}

function rowLine(row: Row, nameWidth: number, textWidth: number, { style, nowMs, columns }: View): string {
  const endMs = isSettled(row) ? row.changedMs : nowMs;
  const seconds = `${(Math.max(0, endMs - row.startedMs) / 1000).toFixed(1)}s`;
  const head = ` ${glyph(row, nowMs)} ${pad(nameOf(row), nameWidth)}  `;
  const text = pad(row.text, textWidth);
  const more = [transferred(row), row.details].filter((part) => part !== undefined).join('  ');
  const room = columns - 1 - displayWidth(head) - textWidth - seconds.length - 4;
  if (room < 0) return clip(`${head}${text}`, columns - 1);
  const paint = row.status === 'Error' ? style.error : style.dim;
  return `${head.replace(glyph(row, nowMs), (mark) => statusPaint(row, style)(mark))}${statusPaint(row, style)(text)}  ${style.dim(seconds)}  ${paint(clip(visibleText(more), room))}`.trimEnd();
}

function nameOf(row: Row): string {
  return visibleText(`${row.kind} ${row.name}`);
}

function glyph(row: Row, nowMs: number): string {
  switch (row.status) {
    case 'Working':
      return spinner[Math.floor(nowMs / spinnerStepMs) % spinner.length] ?? spinner[0];
    case 'Done':
      return '✔';
    case 'Warning':
      return '!';
    case 'Error':
      return '✘';
  }
}

function statusPaint(row: Row, style: Style): (text: string) => string {
  const paints = {
    Working: style.working,
    Done: style.done,
    Warning: style.warning,
    Error: style.error,
  } as const;
  return paints[row.status];
}

function transferred({ current, total, status }: Row): string | undefined {
  if (status !== 'Working' || current === undefined) return undefined;
  return total === undefined || total === 0
    ? formatBytes(current)
    : `${formatBytes(current)} / ${formatBytes(total)}`;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

function clip(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let clipped = '';
  let used = 0;
  for (const character of text) {
    const next = used + displayWidth(character);
    if (next > width - 1) break;
    clipped += character;
    used = next;
  }
  return width < 1 ? '' : `${clipped}…`;
}
