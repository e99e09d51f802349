import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { beyond, failed, isAnother } from '../../support/program.ts';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
const logged = async (app: Scenario, service = 'web') =>
  linesOf((await app.inside(service, ['cat', '/log/all'])).stdout);
const stops = async (app: Scenario) => linesOf(await readFile(join(app.folder, 'stops'), 'utf8'));

scenariosInEachPlacement('hooks in a container', (placement) => {
  test('dc 38: post_start runs after every start and before dependents, pre_stop before every stop', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const once = ['start db more 0 /log', 'second', 'web'];
    expect(await logged(app)).toEqual(once);
    await app.ok(['up', '-d']);
    expect(await logged(app)).toEqual(once);
    await app.ok(['stop', '-t', '1']);
    expect(await stops(app)).toEqual(['stop web', 'stop db']);
    await app.ok(['start']);
    expect(await logged(app)).toEqual([...once, ...once]);
    await app.ok(['restart', '-t', '1', 'db']);
    expect(await stops(app)).toEqual(['stop web', 'stop db', 'stop db']);
    const third = await logged(app);
    beyond(() => expect(third).toEqual([...once, ...once, ...once.slice(0, 2)]));
    await app.ok(['up', '-d', '-t', '1'], { env: { AGAIN: 'yes' } });
    expect(await stops(app)).toEqual(['stop web', 'stop db', 'stop db', 'stop web']);
    await app.ok(['rm', '-fs', 'web']);
    expect((await stops(app)).at(-1)).toBe('stop web');
    await app.ok(['down', '-t', '1']);
    expect((await stops(app)).slice(4)).toEqual(['stop web', 'stop db']);
  });

  test('dc 38: a post_start that fails fails up, and the container runs on', async () => {
    const app = await project(import.meta.dirname, { placement });
    const { exitCode, stderr } = await app.selkie(['up', '-d'], { env: { START: '127' } });
    expect(exitCode).toBe(failed);
    expect(stderr).toContain('db hook exited with status 127');
    beyond(() => expect(stderr).toContain('second says'));
    expect(await app.states()).toEqual({ 'db-1': 'running', 'web-1': 'created' });
  });

  test('dc 38: a pre_stop that fails keeps the container; killed or stopped ones can be taken down', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const { exitCode, stderr } = await app.selkie(['down', '-t', '0'], { env: { STOP: '3' } });
    expect(exitCode).toBe(failed);
    expect(stderr).toContain('db hook exited with status 3');
    beyond(() => expect(stderr).toContain('going'));
    expect((await app.container('db')).State.Status).toBe('running');
    await app.ok(['kill', 'db']);
    await app.ok(['down', '-t', '0'], { env: { STOP: '3' } });
    expect(await app.everything()).toEqual([`volume/${app.project}_log`]);
    await app.ok(['up', '-d']);
    await app.ok(['stop', '-t', '0']);
    await app.ok(['down', '-t', '0'], { env: { STOP: '3' } });
    expect(await app.everything()).toEqual([`volume/${app.project}_log`]);
  });

  test('an attached up shows what hooks print, and its end runs pre_stop', async () => {
    const app = await project(import.meta.dirname, { placement });
    const up = app.start(['up', '-t', '1']);
    await up.untilItSays('Attaching to');
    up.kill('SIGINT');
    const { stdout } = await up.ended;
    expect(stdout).toMatch(/^db-1 ->\s+\| second says$/mu);
    expect(await stops(app)).toEqual(['stop web', 'stop db']);
  });

  test.skipIf(isAnother)('run has post_start too', async () => {
    const app = await project(import.meta.dirname, { placement });
    const { stdout } = await app.ok(['run', '-T', '--rm', 'db', 'sh', '-c', 'sleep 2; cat /log/all']);
    expect(linesOf(stdout)).toEqual(['start db more 0 /log', 'second']);
    await app.ok(['run', '-T', '--rm', 'db', 'true']);
  });
});

// The docker compose that is at hand does not know them yet.
if (!isAnother) {
  scenariosInEachPlacement('hooks before a start', (placement) => {
    const up = ['-f', 'before.yaml', 'up', '-d', '-t', '1'];

    test('run once when the service is new, with its volumes, its networks and its dependencies', async () => {
      const app = await project(import.meta.dirname, { placement });
      await app.ok(up);
      const once = ['ok', 'first web more', 'second 7', 'each', 'made'];
      expect(await logged(app)).toEqual(once);
      expect(await app.states()).toEqual({ 'db-1': 'running', 'web-1': 'running' });
      await app.ok(up);
      await app.ok(['-f', 'before.yaml', 'restart', '-t', '1', 'web']);
      await app.ok(['-f', 'before.yaml', 'stop', '-t', '1']);
      await app.ok(up);
      expect(await logged(app)).toEqual([...once, 'made', 'made']);
      await app.ok(up, { env: { AGAIN: 'yes' } });
      expect(await logged(app)).toEqual([...once, 'made', 'made', ...once]);
    });

    test('one that fails keeps the service from starting and stays for a look; the next up runs all again', async () => {
      const app = await project(import.meta.dirname, { placement });
      const { exitCode, stderr } = await app.selkie(up, { env: { BEFORE: '4' } });
      expect(exitCode).toBe(failed);
      expect(stderr).toContain('service "web" pre_start[1] exited with code 4');
      expect(stderr).toContain('it says');
      const runner = `${app.project}-web-pre_start-1`;
      expect((await app.containers()).get(runner)?.State).toMatchObject({ Status: 'exited', ExitCode: 4 });
      expect((await app.container('web')).State.Status).not.toBe('running');
      const again = await app.ok(up);
      expect(again.stderr).not.toContain('orphan');
      expect((await app.containers()).has(runner)).toBe(false);
      expect((await logged(app)).filter((line) => line === 'first web more')).toHaveLength(2);
      const broken = await app.selkie([...up, '--force-recreate'], { env: { BEFORE: '4' } });
      expect(broken.exitCode).toBe(failed);
      expect((await app.container('web')).State.Status).toBe('running');
      await app.ok(['-f', 'before.yaml', 'down', '-v', '-t', '0']);
      expect(await app.everything()).toEqual([]);
    });

    test('once for all replicas, or for each', async () => {
      const app = await project(import.meta.dirname, { placement });
      await app.ok([...up, '--scale', 'web=2']);
      const first = await app.container('web', 1);
      const count = async (what: string) =>
        linesOf((await app.host.run('podman', ['exec', first.Id, 'cat', '/log/all'])).stdout).filter(
          (line) => line === what,
        ).length;
      expect([await count('first web more'), await count('each')]).toEqual([1, 2]);
      await app.ok([...up, '--scale', 'web=3']);
      expect([await count('first web more'), await count('each')]).toEqual([1, 3]);
    });
  });
}
