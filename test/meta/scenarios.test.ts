import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scenarioLists, scenarioNumbers, scenarioSummary } from '../../scripts/lib/scenario-numbers.mjs';

const folder = join(import.meta.dirname, '..', 'e2e');

/** Titles of all end-to-end tests. */
const titles = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .flatMap((file) => [
    ...readFileSync(join(folder, file), 'utf8').matchAll(/(['"`])((?:dc|next|pc) \d.*?)\1/g),
  ])
  .map(([, , title = '']) => title);

describe('scenarios that are ported', () => {
  const found = new Set(titles.flatMap((title) => scenarioNumbers(title)));

  test.each(scenarioLists)('every one of $words has a test', ({ list, count }) => {
    const all = Array.from({ length: count }, (_, index) => `${list} ${index + 1}`);
    expect(all.filter((number) => !found.has(number))).toEqual([]);
  });

  test('no test has a number that there is not', () => {
    const known = scenarioLists.flatMap(({ list, count }) =>
      Array.from({ length: count }, (_, index) => `${list} ${index + 1}`),
    );
    expect([...found].filter((number) => !known.includes(number))).toEqual([]);
  });
});

test('a scenario has passed when all of its tests have', () => {
  expect(
    scenarioSummary([
      { title: 'dc 1: one', status: 'passed' },
      { title: 'dc 1, pc 2, 3: two', status: 'failed' },
      { title: 'pc 3: three', status: 'passed' },
      { title: 'pc 4: four', status: 'passed' },
      { title: 'pc 5: five', status: 'skipped' },
      { title: 'another', status: 'failed' },
    ]),
  ).toEqual([
    "Scenarios of docker compose's own tests: 0 of 1 passed (there are 40); not 1",
    "Scenarios of podman-compose's own tests: 1 of 3 passed (there are 30); not 2, 3",
  ]);
});
