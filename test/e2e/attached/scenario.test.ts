import { expect, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { eventually, project, scenarios } from '../../support/scenario.ts';

const count = (text: string, part: string) => text.split(part).length - 1;

scenarios('an up that stays', () => {
  test('dc 15, pc 16: --abort-on-container-exit ends all with the first that ends', async () => {
    const app = await project(import.meta.dirname);
    const { stdout, stderr } = await app.ok(['-f', 'cascade.yaml', 'up', '--abort-on-container-exit']);
    expect(stdout + stderr).toContain('exit-1 exited with code 0');
    expect(await app.states()).toEqual({ 'exit-1': 'exited 0', 'running-1': 'exited 143' });
  });

  test('dc 15, pc 16: --abort-on-container-failure ends all with the first that fails', async () => {
    const app = await project(import.meta.dirname);
    const up = ['-f', 'cascade.yaml', '--profile', 'fail', 'up', '--abort-on-container-failure'];
    const { exitCode, stdout, stderr } = await app.selkie(up);
    expect(exitCode).toBe(111);
    expect(stdout + stderr).toContain('fail-1 exited with code 111');
    expect(await app.states()).toEqual({
      'exit-1': 'exited 0',
      'fail-1': 'exited 111',
      'running-1': 'exited 143',
    });
  });

  test('dc 16, pc 17: --exit-code-from gives the status of the service that it names', async () => {
    const app = await project(import.meta.dirname);
    const up = (...args: readonly string[]) => app.selkie(['-f', 'exit-code-from.yaml', 'up', ...args]);
    expect((await up('--exit-code-from=failure', 'failure')).exitCode).toBe(42);
    // The end of the other stops it.
    expect((await up('--exit-code-from=test')).exitCode).toBe(143);
    expect(await app.states()).toEqual({ 'failure-1': 'exited 42', 'test-1': 'exited 143' });
  });

  test('dc 17: the end of a one-off ends nothing', async () => {
    const app = await project(import.meta.dirname);
    const up = app.start(['-f', 'cascade.yaml', 'up', '--abort-on-container-exit', 'running']);
    await up.untilItSays('Attaching to running-1');
    await eventually(app.states, (states) => states['running-1'] === 'running');
    await app.ok(['-f', 'cascade.yaml', 'run', '--rm', '--no-deps', 'running', 'true']);
    const first = await Promise.race([
      up.ended,
      new Promise((resolve) => setTimeout(() => resolve('still there'), 1500)),
    ]);
    expect(first).toBe('still there');
    expect(up.stdout() + up.stderr()).not.toContain('Aborting');
    expect(await app.states()).toEqual({ 'running-1': 'running' });
  });

  test('whose output is shown: of those named, of what they depend on, and what the file keeps out', async () => {
    const app = await project(import.meta.dirname);
    const shown = async (...args: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await app.ok(['-f', 'shown.yaml', 'up', '--no-log-prefix', ...args]);
      return stdout
        .split('\n')
        .filter((line) => line.includes('from '))
        .sort();
    };
    expect(await shown()).toEqual(['from db', 'from web']);
    expect(await shown('web')).toEqual(['from web']);
    expect(await shown('--attach-dependencies', 'web')).toEqual(['from db', 'from web']);
    expect(await shown('--attach', 'silent')).toEqual(['from silent']);
    expect(await shown('--no-attach', 'db')).toEqual(['from web']);
    expect(await shown('--timestamps', 'web')).toEqual([expect.stringMatching(/^\d{4}-\S+ from web$/)]);
    const unknown = await app.selkie(['-f', 'shown.yaml', 'up', '--attach', 'nosuch']);
    expect(unknown.exitCode).toBe(failed);
    expect(unknown.stderr).toContain('cannot attach to services not included in up: nosuch');
  });

  test('dc 19: output comes in the order in which the services may run', async () => {
    const app = await project(import.meta.dirname);
    const { stdout } = await app.ok(['-f', 'order.yaml', '--ansi=never', 'up']);
    expect(stdout).toMatch(/^foo-1 {2}\| hello[^]*^bar-1 {2}\| world/m);
  });

  test('dc 23: a container that starts again is shown again', async () => {
    const app = await project(import.meta.dirname);
    const { stdout, stderr } = await app.ok(['-f', 'again.yaml', '--ansi=never', 'up']);
    const all = stdout + stderr;
    expect(count(all, 'failing-1 exited with code 1')).toBe(3);
    expect(count(all, 'failing-1  | world')).toBe(3);
    expect(count(all, 'simple-1   | hello')).toBe(1);
  });

  test('next 8: what a service writes to stderr goes to stderr', async () => {
    const app = await project(import.meta.dirname);
    const { stdout, stderr } = await app.ok(['-f', 'streams.yaml', 'up']);
    expect(stdout).toContain('both-1  | to stdout\n');
    expect(stdout).not.toContain('to stderr');
    expect(stderr).toContain('both-1  | to stderr\n');
    expect(stderr).not.toContain('to stdout');
  });
});
