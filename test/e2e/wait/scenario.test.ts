import { expect, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { eventually, project, scenarios } from '../../support/scenario.ts';

scenarios('wait', () => {
  test('next 3: returns when the service has ended, with its status', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const { exitCode, stdout } = await app.selkie(['wait', 'slower']);
    expect(exitCode).toBe(6);
    expect(stdout).toBe(`container "${(await app.container('slower')).Id}" exited with status code 6\n`);
    expect(await app.states()).toMatchObject({ 'infinity-1': 'running', 'slower-1': 'exited 6' });
  });

  test('up --wait for a container that somebody removes says so', async () => {
    const app = await project(import.meta.dirname);
    await app.write(
      'compose.override.yaml',
      'services: {infinity: {healthcheck: {test: "false", interval: 1s, retries: 100}}}\n',
    );
    const up = app.start(['up', '--wait', 'infinity']);
    await eventually(app.states, (states) => states['infinity-1'] === 'running');
    await app.host.run('podman', ['rm', '-f', '-t', '0', `${app.project}-infinity-1`]);
    const { exitCode, stderr } = await up.ended;
    expect(exitCode).toBe(failed);
    expect(stderr).toContain('was removed meanwhile');
  });

  test('of several gives the status of the last, also where one has ended before', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    await eventually(app.states, (states) => states['faster-1'] === 'exited 4');
    const { exitCode, stdout } = await app.selkie(['wait', 'faster', 'slower']);
    expect(exitCode).toBe(6);
    expect(stdout.match(/exited with status code \d/g)).toEqual([
      'exited with status code 4',
      'exited with status code 6',
    ]);
  });

  test('goes on as long as the service runs', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'infinity']);
    const waiting = app.start(['wait', 'infinity']);
    const early = await Promise.race([
      waiting.ended.then(() => 'ended'),
      new Promise((resolve) => setTimeout(() => resolve('waiting'), 3000)),
    ]);
    expect(early).toBe('waiting');
    await app.ok(['kill', 'infinity']);
    expect((await waiting.ended).exitCode).toBe(137);
  });

  test('next 3: --down-project takes the project down after it', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const { exitCode } = await app.selkie(['wait', '--down-project', 'faster']);
    expect(exitCode).toBe(4);
    expect(await app.everything()).toEqual([]);
  });

  test('of nothing is an error', async () => {
    const app = await project(import.meta.dirname);
    const { exitCode, stderr } = await app.selkie(['wait', 'faster']);
    expect(exitCode).toBe(failed);
    expect(stderr).toContain(`no containers for project "${app.project}"`);
  });
});
