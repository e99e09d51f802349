import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate, unitsOf } from './generate.ts';
import { podletRows } from './podlet-rows.ts';

test.each(podletRows)('$row', async ({ yaml, files = {}, lines, absent = [], warned = [] }) => {
  const { stdout, stderr, exitCode } = await generate(yaml, { files });
  expect([exitCode, exitCode === 0 ? '' : stderr]).toEqual([0, '']);
  const units = unitsOf(stdout);
  for (const [name, expected] of Object.entries(lines)) {
    expect([name, units.get(name)?.split('\n') ?? []]).toEqual([name, expect.arrayContaining([...expected])]);
  }
  expect(absent.filter((name) => units.has(name))).toEqual([]);
  const keys = [...stderr.matchAll(/^warning: `([^`]+)`/gmu)].map(([, key = '']) => key);
  expect(keys.sort()).toEqual([...warned].sort());
});

test('the table in the docs has the rows that are tested, and no other', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/systemd.md'), 'utf8');
  const [, section = ''] = page.split('## Beside podlet');
  const [table = ''] = section.split('\n## ');
  const cells = table
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| in the file'))
    .map((line) => line.split('|')[1]?.trim());
  expect(cells).toEqual(podletRows.map(({ row }) => row));
});
