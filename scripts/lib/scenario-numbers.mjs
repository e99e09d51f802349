// Plain Node without dependencies: the numbers that titles of end-to-end tests begin with.

/** Lists of scenarios that are ported: what a number is preceded by, and how many there are. */
export const scenarioLists = [
  { list: 'dc', count: 40, words: "docker compose's own tests" },
  { list: 'next', count: 15, words: 'those next in line' },
  { list: 'pc', count: 30, words: "podman-compose's own tests" },
];

/** `dc 15, pc 16: …` gives `dc 15` and `pc 16`; a title without numbers gives none. */
export function scenarioNumbers(title) {
  const [, front = ''] = /^((?:(?:dc|next|pc) \d+(?:, \d+)*(?:, )?)+): /.exec(title) ?? [];
  return [...front.matchAll(/(dc|next|pc) ([\d, ]+)/g)].flatMap(([, list, numbers]) =>
    numbers
      .split(',')
      .filter((number) => number.trim() !== '')
      .map((number) => `${list} ${number.trim()}`),
  );
}

/** How many scenarios of each list have all of their tests passed: one line for each list that was run. */
export function scenarioSummary(tests) {
  const passed = new Map();
  for (const { title, status } of tests) {
    if (status !== 'passed' && status !== 'failed') continue;
    for (const number of scenarioNumbers(title)) {
      passed.set(number, (passed.get(number) ?? true) && status === 'passed');
    }
  }
  return scenarioLists.flatMap(({ list, count, words }) => {
    const own = [...passed].filter(([number]) => number.startsWith(`${list} `));
    if (own.length === 0) return [];
    const bad = own.filter(([, isPassed]) => !isPassed).map(([number]) => number.split(' ')[1]);
    const which = bad.length === 0 ? '' : `; not ${bad.sort((a, b) => a - b).join(', ')}`;
    return [
      `Scenarios of ${words}: ${own.length - bad.length} of ${own.length} passed (there are ${count})${which}`,
    ];
  });
}
