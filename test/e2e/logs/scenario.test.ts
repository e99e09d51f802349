import { expect, test } from 'vitest';
import { beyond } from '../../support/program.ts';
import { eventually, project, scenarios } from '../../support/scenario.ts';

const lines = (text: string) => text.split('\n').filter((line) => line !== '');

scenarios('logs', () => {
  test('dc 32: show what services have said, with their names before it', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'web', 'longer-name']);
    const all = await eventually(
      async () => lines((await app.ok(['logs'])).stdout),
      (found) => found.length === 7,
    );
    beyond(() => expect(all).toContain('web-1          | line 1'));
    expect(all.map((line) => line.replace(/ +\|/, ' |')).toSorted()).toEqual([
      'longer-name-1 | here',
      'web-1 | line 1',
      'web-1 | line 2',
      'web-1 | line 3',
      'web-1 | line 4',
      'web-1 | line 5',
      'web-1 | problem',
    ]);
    const some = await app.ok(['logs', '--tail', '2', '--no-log-prefix', 'web']);
    expect(lines(some.stdout)).toEqual(['line 5', 'problem']);
    const dated = await app.ok(['logs', '--timestamps', 'longer-name']);
    expect(dated.stdout).toMatch(/^longer-name-1 +\| \d{4}-\d\d-\d\dT[\d:.]+\S* here\n$/);
    const unknown = await app.selkie(['logs', 'wbe']);
    beyond(() => {
      expect(unknown.exitCode).toBe(2);
      expect(unknown.stderr).toMatch(/no such service: wbe[^]*web/);
    });
  });

  test('dc 32: one replica can be asked for', async () => {
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

  test('dc 32: are followed into new services and new replicas', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'longer-name']);
    const follow = app.start(['logs', '-f']);
    await follow.untilItSays('here');
    await app.ok(['up', '-d', 'web']);
    const begin = Date.now();
    await follow.untilItSays('web-1          | line 5');
    expect(Date.now() - begin).toBeLessThan(1000);
    await app.ok(['scale', 'web=2']);
    await follow.untilItSays('web-2          | line 5');
    expect(Date.now() - begin).toBeLessThan(30_000);
    // It moved beside the pod, and said it again there; nothing comes a third time.
    await eventually(
      () => Promise.resolve(follow.stdout().match(/^web-1 +\| line 5$/gm)?.length),
      (count) => count === 2,
    );
  });

  test('dc 32: 300,000 lines of an up that ends come to the last one', async () => {
    const app = await project(import.meta.dirname);
    const up = await app.ok(['-f', 'many.yaml', 'up', '--abort-on-container-exit'], {
      timeoutMs: 110_000,
    });
    const all = lines(up.stdout + up.stderr);
    expect(all.filter((line) => /^many-1 +\| \d+$/.test(line))).toHaveLength(300_000);
    expect(all).toContain('many-1  | 300000');
    expect(up.stdout + up.stderr).toContain('many-1 exited with code 0');
    const logs = lines((await app.ok(['-f', 'many.yaml', 'logs'])).stdout);
    expect(logs.at(-1)).toBe('many-1  | 300000');
    expect(logs).toHaveLength(300_000);
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
