import { expect, test } from 'vitest';
import type { Inspected } from '../../support/engine-view.ts';
import { eventually, project, scenariosInEachPlacement } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const life = ({ Id, State }: Inspected) => `${Id} ${State.StartedAt}`;

/** What a URL gives to a service; a server that has just started may need a moment. */
async function page(app: Scenario, from: string, url: string): Promise<string> {
  const look = async () => {
    const { stdout } = await app.inside(from, ['timeout', '4', 'wget', '-q', '-O', '-', `http://${url}`]);
    return stdout.trim();
  };
  return eventually(look, (text) => text !== '', 5000);
}

/** How many addresses a name has for a service. */
async function addresses(app: Scenario, from: string, name: string): Promise<number> {
  const { stdout } = await app.inside(from, ['nslookup', '-type=a', name]);
  const [, answer = ''] = stdout.split(/\n\n/);
  return new Set(answer.match(/^Address: .*$/gm)).size;
}

scenariosInEachPlacement('names of what comes, moves and goes', (placement) => {
  test('a new service is found by all that are there, and none of them is touched', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const before = await app.each(life);
    await app.ok(['-f', 'compose.yaml', '-f', 'more.yaml', 'up', '-d']);
    const { 'late-1': late, ...others } = await app.each(life);
    expect(late).toBeDefined();
    expect(others).toEqual(before);
    for (const from of ['client', 'beside']) {
      for (const name of ['late', 'tardy', `${app.project}-late-1`]) {
        expect([from, name, await page(app, from, `${name}:81`)]).toEqual([from, name, 'late']);
      }
    }
    expect((await app.container('late')).Pod === '').toBe(placement === 'network');
  });

  test.each([
    ['a second container', ['--scale', 'web=2'], 2, true],
    ['the last one left, which stays beside the pod', ['--scale', 'web=1'], 1, true],
    ['one that was sent back into the pod', ['--force-recreate', '--no-deps', 'web'], 1, false],
  ] as const)('%s is found by all, and none of the others is touched', async (_, how, count, isBeside) => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const { 'web-1': first, ...others } = await app.each(life);
    await app.ok(['up', '-d', '--scale', 'web=2']);
    const { 'web-1': second } = await app.each(life);
    await app.ok(['up', '-d', ...how]);
    const lives = await app.each(life);
    expect(lives).toMatchObject(others);
    // Only the way out of the pod and back into it makes a new container.
    expect(second === first).toBe(placement === 'network');
    expect(lives['web-1'] === second).toBe(isBeside);
    const webs = [...(await app.containers()).values()].filter(
      ({ Config }) => Config.Labels['com.docker.compose.service'] === 'web',
    );
    const found = isBeside || placement === 'network' ? ['client', 'beside'] : ['beside'];
    for (const from of found) expect([from, await addresses(app, from, 'web')]).toEqual([from, count]);
    expect(webs.map(({ Pod }) => Pod === '')).toEqual(
      Array.from({ length: count }, () => isBeside || placement === 'network'),
    );
    for (const from of ['client', 'beside']) {
      expect(webs.map(({ Config }) => Config.Hostname)).toContain(await page(app, from, 'web'));
      for (const { Name, Config } of webs) {
        expect([from, Name, await page(app, from, Name)]).toEqual([from, Name, Config.Hostname]);
      }
    }
  });

  test('a service that is taken away is reached no more', async () => {
    const app = await project(import.meta.dirname, { placement });
    const files = ['-f', 'compose.yaml', '-f', 'more.yaml'];
    await app.ok([...files, 'up', '-d']);
    const before = await app.each(life);
    await app.ok(['up', '-d', '--remove-orphans']);
    const { 'late-1': late } = before;
    expect({ 'late-1': late, ...(await app.each(life)) }).toEqual(before);
    expect(Object.keys(await app.states())).not.toContain('late-1');
    for (const from of ['client', 'beside']) {
      const { exitCode } = await app.inside(from, [
        'timeout',
        '4',
        'wget',
        '-q',
        '-O',
        '-',
        'http://tardy:81',
      ]);
      expect([from, exitCode]).not.toEqual([from, 0]);
    }
  });
});
