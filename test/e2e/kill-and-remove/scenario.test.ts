import { expect, test } from 'vitest';
import { eventually, project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const idOf = ({ Id }: { readonly Id: string }) => Id;

async function isReady(app: Scenario): Promise<void> {
  await eventually(
    () => app.inside('web', ['test', '-e', '/ready']),
    ({ exitCode }) => exitCode === 0,
  );
}

scenarios('kill and rm', () => {
  test('kill sends the signal to those named, and no policy brings them back', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    await isReady(app);
    await app.ok(['kill', '-s', 'hup', 'web']);
    await eventually(app.states, (states) => states['web-1'] === 'exited 3');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await app.states()).toEqual({ 'db-1': 'running', 'side-1': 'running', 'web-1': 'exited 3' });
    await app.ok(['kill']);
    expect(await app.states()).toEqual({ 'db-1': 'exited 137', 'side-1': 'exited 137', 'web-1': 'exited 3' });
    const nothing = await app.ok(['kill']);
    expect(nothing.stderr).toContain('No container to kill');
    const ids = await app.each(idOf);
    await app.ok(['up', '-d']);
    expect(await app.each(idOf)).toEqual(ids);
    const wrong = await app.selkie(['kill', '-s', 'NOSUCH']);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain('SIGNOSUCH');
  });

  test('kill leaves orphans alone unless they are asked for', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    await app.ok(['-f', 'fewer.yaml', 'kill']);
    expect(await app.states()).toMatchObject({ 'db-1': 'exited 137', 'web-1': 'running' });
    await app.ok(['-f', 'fewer.yaml', 'kill', '--remove-orphans']);
    expect(await app.states()).toMatchObject({ 'web-1': 'exited 137' });
  });

  test('rm removes what has ended, after asking', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const nothing = await app.ok(['rm', '-f']);
    expect(nothing.stderr).toContain('No stopped containers');
    await app.ok(['stop', '-t', '0', 'web']);
    const ids = await app.each(idOf);
    const refused = await app.ok(['rm'], { input: 'n\n' });
    expect(refused.stderr).toContain('nothing was removed');
    await app.ok(['rm']);
    expect(await app.each(idOf)).toEqual(ids);
    await app.ok(['rm'], { input: 'y\n' });
    expect(await app.states()).toEqual({ 'db-1': 'running', 'side-1': 'running' });
    await app.ok(['up', '-d']);
    const { 'web-1': web, ...others } = await app.each(idOf);
    expect(web).not.toBe(ids['web-1']);
    expect({ ...others, 'web-1': ids['web-1'] }).toEqual(ids);
  });

  test('rm --stop takes those that run, too; --volumes what only they had', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const volume = (await app.container('web')).Mounts.find(
      ({ Destination }) => Destination === '/data',
    )?.Name;
    const hasVolume = async () =>
      (await app.host.run('podman', ['volume', 'exists', volume ?? ''])).exitCode === 0;
    const { stderr } = await app.ok(['rm', '-f', '-s', 'db', 'side']);
    expect(stderr).toContain(`Going to remove ${app.project}-db-1, ${app.project}-side-1`);
    expect(await app.states()).toEqual({ 'web-1': 'running' });
    expect(await hasVolume()).toBe(true);
    await app.ok(['kill']);
    await app.ok(['rm', '-f', '-v']);
    expect(await hasVolume()).toBe(false);
    // What is left is what docker compose leaves, too.
    expect(await app.everything()).toEqual([`network/${app.project}_default`]);
  });

  test('create makes everything and starts nothing', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['create']);
    expect(await app.states()).toEqual({ 'db-1': 'created', 'side-1': 'created', 'web-1': 'created' });
    const ids = await app.each(idOf);
    await app.ok(['create']);
    await app.ok(['start']);
    expect(await app.states()).toEqual({ 'db-1': 'running', 'side-1': 'running', 'web-1': 'running' });
    expect(await app.each(idOf)).toEqual(ids);
    await app.ok(['create', '--force-recreate', '--scale', 'db=1']);
    const again = await app.each(idOf);
    expect(Object.values(again).filter((id) => Object.values(ids).includes(id))).toEqual([]);
    const { exitCode, stderr } = await app.selkie(['create', '--build', '--no-build']);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('--build and --no-build are incompatible'),
    ]);
  });
});
