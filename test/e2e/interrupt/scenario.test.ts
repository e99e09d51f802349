import { expect, test } from 'vitest';
import { beyond } from '../../support/program.ts';
import { project, scenarios } from '../../support/scenario.ts';

scenarios('Ctrl-C', () => {
  test('stops the services in reverse order and shows what they say to the end', async () => {
    const app = await project(import.meta.dirname);
    const up = app.start(['up']);
    for (const service of ['db', 'api', 'web']) await up.untilItSays(`${service}-1`.padEnd(6) + ' | hi');
    up.kill('SIGINT');
    const { exitCode, stdout } = await up.ended;
    expect(exitCode).toBe(130);
    for (const service of ['db', 'api', 'web']) {
      expect(stdout).toMatch(new RegExp(`^${service}-1 +\\| bye$`, 'm'));
      expect(stdout).toMatch(new RegExp(`^${service}-1 +\\| gone$`, 'm'));
    }
    const ended = await app.each(({ State }) => ({ ...State, at: Date.parse(State.FinishedAt) }));
    expect(Object.values(ended).map(({ Status, ExitCode }) => `${Status} ${ExitCode}`)).toEqual([
      'exited 0',
      'exited 0',
      'exited 0',
    ]);
    expect(ended['web-1']?.at).toBeLessThan(ended['api-1']?.at ?? 0);
    expect(ended['api-1']?.at).toBeLessThan(ended['db-1']?.at ?? 0);
  });

  test('dc 22: stops what was named; its dependencies and orphans run on', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['-f', 'orphan.yaml', 'up', '-d']);
    const up = app.start(['-f', 'app.yaml', 'up', 'app']);
    await up.untilItSays('app-1  | hi');
    up.kill('SIGINT');
    const { exitCode, stdout } = await up.ended;
    expect(exitCode).toBe(130);
    beyond(() => expect(stdout).toContain('app-1  | caught'));
    expect(await app.states()).toEqual({
      'app-1': 'exited 0',
      'dependency-1': 'running',
      'orphan-1': 'running',
    });
  });

  test('a second one kills what does not stop', async () => {
    const app = await project(import.meta.dirname);
    const up = app.start(['-f', 'stubborn.yaml', 'up']);
    await up.untilItSays('deaf-1  | hi');
    up.kill('SIGINT');
    await up.untilItSays('Stopping');
    const secondMs = performance.now();
    up.kill('SIGINT');
    const { exitCode } = await up.ended;
    expect(exitCode).toBe(130);
    // The service asks for a minute.
    expect(performance.now() - secondMs).toBeLessThan(1000);
    expect((await app.container('deaf')).State).toMatchObject({ Status: 'exited', ExitCode: 137 });
  });

  test('while it waits for a dependency, up ends and stops what it has started', async () => {
    const app = await project(import.meta.dirname);
    const up = app.start(['-f', 'waiting.yaml', 'up']);
    await up.untilItSays('Waiting');
    up.kill('SIGINT');
    expect((await up.ended).exitCode).toBe(130);
    expect(await app.states()).toEqual({ 'db-1': 'exited 143', 'web-1': 'created' });
  });

  test('of a detached up leaves what runs and can be resumed', async () => {
    const app = await project(import.meta.dirname);
    const up = app.start(['-f', 'waiting.yaml', 'up', '-d']);
    await up.untilItSays('Waiting');
    up.kill('SIGINT');
    expect((await up.ended).exitCode).toBe(130);
    expect((await app.container('db')).State.Status).toBe('running');
    await app.ok(['-f', 'waiting.yaml', 'down', '-t', '0']);
    expect(await app.everything()).toEqual([]);
  });

  test('without a signal, up ends when all services have', async () => {
    const app = await project(import.meta.dirname);
    await app.write(
      'short.yaml',
      'services:\n  one: { image: localhost/selkie-test, command: echo first }\n  two: { image: localhost/selkie-test, command: sh -c "echo second >&2; exit 4" }\n',
    );
    const { stdout, stderr } = await app.selkie(['-f', 'short.yaml', 'up']);
    expect(stdout).toContain('one-1  | first');
    expect(stderr).toContain('two-1  | second');
    expect(`${stdout}${stderr}`).toMatch(/two-1.*exited with code 4/);
  });
});
