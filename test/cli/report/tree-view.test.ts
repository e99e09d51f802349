import { expect, test } from 'vitest';
import type { ResourceUpdate } from '../../../src/cli/report/reporter.ts';
import type { Rows } from '../../../src/cli/report/rows.ts';
import { withUpdate } from '../../../src/cli/report/rows.ts';
import type { View } from '../../../src/cli/report/tree-view.ts';
import { treeLines } from '../../../src/cli/report/tree-view.ts';
import { makeStyle } from '../../../src/cli/style.ts';
import { displayWidth } from '../../../src/lib/visible-text.ts';

const view: View = { title: 'up', nowMs: 1500, columns: 80, maxLines: 20, style: makeStyle(false) };

function rowsOf(...updates: readonly (readonly [atMs: number, update: ResourceUpdate])[]): Rows {
  return updates.reduce<Rows>((rows, [atMs, update]) => withUpdate(rows, update, atMs), new Map());
}

const container = (name: string, status: ResourceUpdate['status'], text: string): ResourceUpdate => ({
  kind: 'Container',
  name,
  status,
  text,
});

test('one line for each resource, with its state and the time it took or has taken', () => {
  const rows = rowsOf(
    [0, { kind: 'Network', name: 'app_default', status: 'Working', text: 'Creating' }],
    [100, { kind: 'Network', name: 'app_default', status: 'Done', text: 'Created' }],
    [200, container('app-web-1', 'Working', 'Starting')],
    [250, { ...container('app-db-1', 'Error', 'Error'), details: 'no space left' }],
    [300, { kind: 'Image', name: 'db', status: 'Working', text: 'Pulling', current: 1_500_000, total: 3e7 }],
  );
  expect(treeLines(rows, view).join('\n')).toBe(
    [
      'up 2/4',
      ' ✔ Network app_default  Created    0.1s',
      ' ⠴ Container app-web-1  Starting   1.3s',
      ' ✘ Container app-db-1   Error      0.0s  no space left',
      ' ⠴ Image db             Pulling    1.2s  1.5MB / 30MB',
    ].join('\n'),
  );
});

test('a screen that is too small shows what works and what failed, in place, and counts the rest', () => {
  const rows = rowsOf(
    [0, container('a', 'Done', 'Started')],
    [0, container('b', 'Working', 'Starting')],
    [0, container('c', 'Done', 'Started')],
    [0, container('d', 'Error', 'Error')],
    [0, container('e', 'Done', 'Started')],
  );
  const lines = treeLines(rows, { ...view, maxLines: 4 });
  expect(lines.map((line) => line.trim().split(/ {2,}/u)[0])).toEqual([
    'up 4/5',
    '⠴ Container b',
    '✘ Container d',
    '… 3 more',
  ]);
});

test.each([20, 40, 60, 100])('no line is wider than a terminal of %i columns', (columns) => {
  const rows = rowsOf(
    [0, { ...container('ein-数据库-1', 'Working', 'Waiting'), details: '長い'.repeat(60) }],
    [0, { ...container(`x${'y'.repeat(90)}`, 'Done', 'Started') }],
  );
  const widths = treeLines(rows, { ...view, columns }).map(displayWidth);
  expect(Math.max(...widths)).toBeLessThan(columns);
});

test('what a build prints cannot move the cursor', () => {
  const rows = rowsOf([0, { ...container('a', 'Working', 'Building'), details: 'x\u001b[2Jy' }]);
  expect(treeLines(rows, view).join('')).not.toContain('\u001b');
});
