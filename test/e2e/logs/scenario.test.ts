import { expect, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { eventually, project, scenarios } from '../../support/scenario.ts';

const lines = (text: string) => text.split('\n').filter((line) => line !== '');

scenarios('logs', () => {
  test('show what services have said, with their names before it', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'web', 'longer-name']);
    const all = await eventually(
      async () => lines((await app.ok(['logs'])).stdout),
      (found) => found.length === 7,
    );
    expect(all.toSorted()).toEqual([
      'longer-name-1  | here',
      'web-1          | line 1',
      'web-1          | line 2',
      'web-1          | line 3',
      'web-1          | line 4',
      'web-1          | line 5',
      'web-1          | problem',
    ]);
    const some = await app.ok(['logs', '--tail', '2', '--no-log-prefix', 'web']);
    expect(lines(some.stdout)).toEqual(['line 5', 'problem']);
    const dated = await app.ok(['logs', '--timestamps', 'longer-name']);
    expect(dated.stdout).toMatch(/^longer-name-1 +\| \d{4}-\d\d-\d\dT[\d:.]+\S* here\n$/);
    const unknown = await app.selkie(['logs', 'wbe']);
    expect(unknown.exitCode).toBe(failed);
    expect(unknown.stderr).toMatch(/no such service: wbe[^]*web/);
  });

  test('one replica can be asked for', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'pair']);
    const both = await eventually(
      async () => lines((await app.ok(['logs', 'pair'])).stdout),
      (found) => found.length === 2,
    );
    expect(both.toSorted()).toEqual(['pair-1  | one of two', 'pair-2  | one of two']);
    expect((await app.ok(['logs', '--index', '2', 'pair'])).stdout).toBe('pair-2  | one of two\n');
  });

  test('are followed through restarts until the last one has ended', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'again']);
    const { exitCode, stdout } = await app.ok(['logs', '-f', 'again']);
    expect(exitCode).toBe(0);
    expect(lines(stdout).filter((line) => line === 'again-1  | round')).toHaveLength(3);
  });

  test('are followed into a container that replaces another, and end with Ctrl-C', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'longer-name']);
    const follow = app.start(['logs', '-f']);
    await follow.untilItSays('here');
    await app.ok(['up', '-d', '-t', '0', '--force-recreate', 'longer-name', 'web']);
    await follow.untilItSays('web-1          | line 5');
    await eventually(
      () => Promise.resolve(lines(follow.stdout()).filter((line) => line === 'longer-name-1  | here').length),
      (count) => count === 2,
    );
    follow.kill('SIGINT');
    expect((await follow.ended).exitCode).toBe(130);
    expect(await app.states()).toEqual({ 'longer-name-1': 'running', 'web-1': 'running' });
  });

  test('of an attached up go to the stream that they were written to', async () => {
    const app = await project(import.meta.dirname);
    const up = app.start(['up', 'web']);
    await up.untilItSays('problem');
    await up.untilItSays('line 5');
    up.kill('SIGINT');
    const { stdout, stderr } = await up.ended;
    expect(stdout).toContain('web-1  | line 1\n');
    expect(stdout).not.toContain('problem');
    expect(stderr).toContain('web-1  | problem\n');
  });
});
