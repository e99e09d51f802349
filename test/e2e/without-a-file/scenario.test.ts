import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';

scenarios('without a file', () => {
  test('a project is listed and taken down by its name alone', async () => {
    const app = await project(import.meta.dirname, { env: { TOKEN: 'x' } });
    await app.ok(['up', '-d']);
    const elsewhere = { cwd: '/' };
    const ps = await app.ok(['-p', app.project, 'ps', '--services'], elsewhere);
    expect(ps.stdout.trim().split('\n').sort()).toEqual(['db', 'web']);
    await app.ok(['-p', app.project, 'down'], elsewhere);
    expect(await app.everything()).toEqual([`volume/${app.project}_data`]);
    await app.ok(['-p', app.project, 'down', '-v'], elsewhere);
    expect(await app.everything()).toEqual([]);
    await app.ok(['-p', app.project, 'down'], elsewhere);
  });

  test('hooks that only the file knows are not run, and that is said once', async () => {
    const app = await project(import.meta.dirname, { env: { TOKEN: 'x' } });
    await app.write('compose.override.yaml', 'services: {db: {pre_stop: [{command: touch /saved}]}}\n');
    await app.ok(['up', '-d']);
    const stop = await app.ok(['-p', app.project, 'stop', '-t', '0'], { cwd: '/' });
    expect(stop.stderr.match(/pre_stop/gu)).toHaveLength(1);
    expect(stop.stderr).toContain(`-f ${app.folder}/compose.override.yaml`);
    const down = await app.ok(['-p', app.project, 'down', '-v'], { cwd: '/' });
    expect(down.stderr).not.toContain('pre_stop');
  });

  test('without a file and without a name, the error says where it has looked', async () => {
    const app = await project(import.meta.dirname);
    const { exitCode, stderr } = await app.selkie(['up', '-d'], {
      cwd: '/',
      env: { COMPOSE_PROJECT_NAME: '' },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/compose\.yaml/);
  });
});
