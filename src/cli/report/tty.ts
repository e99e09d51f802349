import type { Clock } from '../../host/host.ts';
import type { OutputStream } from '../streams.ts';
import type { Style } from '../style.ts';
import type { Reporter } from './reporter.ts';
import type { Rows } from './rows.ts';
import { withUpdate } from './rows.ts';
import { treeLines } from './tree-view.ts';

const frameMs = 80;
const escape = '\u001b';
// Terminals that know synchronized output (mode 2026) show a frame as one; the others skip the sequence.
const frameStart = `${escape}[?2026h`;
const frameEnd = `${escape}[?2026l`;
const hideCursor = `${escape}[?25l`;
const showCursor = `${escape}[?25h`;

/** A tree of all resources that is redrawn in place while the work goes on; its last state stays on the screen. */
export function ttyReporter(stream: OutputStream, style: Style, clock: Clock): Reporter {
  let rows: Rows = new Map();
  let title = '';
  let drawnLines = 0;
  let timer: NodeJS.Timeout | undefined;

  function draw(maxLines: number): void {
    if (rows.size === 0) return;
    const { columns } = stream.size();
    const lines = treeLines(rows, { title, nowMs: clock.now(), columns, maxLines, style });
    const up = drawnLines === 0 ? '' : `${escape}[${drawnLines}A`;
    // Each line is overwritten and then cleared to its end, so that no cell is blank in between.
    const body = lines.map((line) => `\r${line}${escape}[K\n`).join('');
    stream.write(`${frameStart}${up}${body}${escape}[J${frameEnd}`);
    drawnLines = lines.length;
  }

  return {
    begin: (newTitle) => {
      title = newTitle;
      rows = new Map();
      drawnLines = 0;
    },
    update: (update) => {
      rows = withUpdate(rows, update, clock.now());
      if (timer !== undefined) return;
      stream.write(hideCursor);
      draw(stream.size().rows - 1);
      timer = setInterval(() => draw(stream.size().rows - 1), frameMs);
    },
    end: () => {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      draw(Number.POSITIVE_INFINITY);
      stream.write(showCursor);
    },
  };
}
