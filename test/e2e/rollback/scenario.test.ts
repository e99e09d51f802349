import { expect, test } from 'vitest';
import type { Inspected } from '../../support/engine-view.ts';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';

const life = ({ Id, State }: Inspected) => `${Id} ${State.StartedAt}`;
const idOf = ({ Id }: Inspected) => Id;
const running = { 'agent-1': 'running', 'db-1': 'running', 'other-1': 'running', 'web-1': 'running' };
const broken = { env: { COMMAND: '/no/such/program' } };

scenariosInEachPlacement('rollback', (placement) => {
  test('a container whose successor cannot be started runs again, and so does what was stopped for it', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const [ids, { 'other-1': other }] = [await app.each(idOf), await app.each(life)];
    const things = await app.everything();
    await app.inside('db', ['touch', '/anonymous/file']);
    const { exitCode, stderr } = await app.selkie(['up', '-d'], broken);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('/no/such/program');
    expect(await app.states()).toEqual(running);
    expect(await app.each(idOf)).toEqual(ids);
    expect((await app.each(life))['other-1']).toBe(other);
    expect(await app.everything()).toEqual(things);
    expect((await app.inside('db', ['ls', '/anonymous'])).stdout).toBe('file\n');

    // What is there now is what the old file says.
    const again = await app.each(life);
    await app.ok(['up', '-d']);
    expect(await app.each(life)).toEqual(again);
  });

  test('with --no-rollback the successor stays for a look, and the next up replaces it', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const ids = await app.each(idOf);
    const { exitCode } = await app.selkie(['up', '-d', '--no-rollback'], broken);
    expect(exitCode).toBe(2);
    const left = await app.container('db').catch(async () => {
      // The old one is kept under another name until its successor runs.
      const all = [...(await app.containers()).values()];
      return all.find(({ Name }) => Name === `${app.project}-db-1`);
    });
    expect(left?.Id).not.toBe(ids['db-1']);
    expect(left?.Config.Cmd).toEqual(['/no/such/program']);
    await app.ok(['up', '-d']);
    expect(await app.states()).toEqual(running);
    expect([...(await app.containers()).keys()].sort()).toEqual(
      ['agent-1', 'db-1', 'other-1', 'web-1'].map((name) => `${app.project}-${name}`),
    );
  });
});
