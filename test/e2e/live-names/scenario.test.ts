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

  test('a service that is scaled up is found with all its containers, and alone again after', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const { 'web-1': web, ...before } = await app.each(life);
    for (const count of [2, 1]) {
      await app.ok(['up', '-d', '--scale', `web=${count}`]);
      const webs = [...(await app.containers()).values()].filter(
        ({ Config }) => Config.Labels['com.docker.compose.service'] === 'web',
      );
      expect(webs).toHaveLength(count);
      const isBeside = count > 1 || placement === 'network';
      expect(webs.map(({ Pod }) => Pod === '')).toEqual(webs.map(() => isBeside));
      const lives = await app.each(life);
      expect(lives).toMatchObject(before);
      // Where nothing moves into the pod or out of it, the first one stays as it was.
      const isAsBefore = lives['web-1'] === web;
      expect(isAsBefore).toBe(placement === 'network');
      const found = isBeside ? ['client', 'beside'] : ['beside'];
      for (const from of found) expect([from, await addresses(app, from, 'web')]).toEqual([from, count]);
      for (const from of ['client', 'beside']) {
        expect(webs.map(({ Config }) => Config.Hostname)).toContain(await page(app, from, 'web'));
        for (const { Name, Config } of webs) {
          expect([from, Name, await page(app, from, Name)]).toEqual([from, Name, Config.Hostname]);
        }
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
