import { expect, test } from 'vitest';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

/** What the browser gets: through the proxy and the API from the database. */
const page = (app: Scenario) => app.host.fetch(app.ports[0] ?? 0, '/cgi-bin/page');

scenariosInEachPlacement('a web application', (placement) => {
  test('comes up healthy, answers from end to end, keeps its data and leaves nothing', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d', '--wait']);
    expect(await app.states()).toEqual({ 'api-1': 'running', 'db-1': 'running', 'proxy-1': 'running' });
    expect((await app.container('db')).State.Health?.Status).toBe('healthy');
    const first = await page(app);
    expect(first).toMatch(/^a password of 12 characters, row [\da-f-]{36}\n$/);

    await app.ok(['down']);
    await app.ok(['up', '-d', '--wait']);
    expect(await page(app)).toBe(first);

    const containers = await app.each(({ Id }) => Id);
    await app.ok(['up', '-d', '--wait']);
    expect(await app.each(({ Id }) => Id)).toEqual(containers);

    await app.ok(['down', '-v']);
    expect(await app.everything()).toEqual([]);
  });
});
