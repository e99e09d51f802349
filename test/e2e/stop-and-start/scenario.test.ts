import { expect, test } from 'vitest';
import type { Inspected } from '../../support/engine-view.ts';
import { eventually, project, scenarios, scenariosInEachPlacement } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const life = ({ Id, State }: Inspected) => `${Id} ${State.StartedAt}`;
const idOf = ({ Id }: Inspected) => Id;
const all = ['bar-1', 'foo-1', 'pair-1', 'pair-2'];

async function valuesOf(states: Promise<Readonly<Record<string, string>>>): Promise<readonly string[]> {
  return [...new Set(Object.values(await states))];
}

/** A container of a service that `run` would have made, next to the others in their pod. */
async function oneOff(app: Scenario, service: string): Promise<string> {
  const labels = [
    `com.docker.compose.project=${app.project}`,
    `com.docker.compose.service=${service}`,
    'com.docker.compose.oneoff=True',
  ].flatMap((label) => ['--label', label]);
  const { stdout } = await app.host.run('podman', [
    ...['run', '-d', '--init', '--pod', `${app.project}-pod`, ...labels],
    ...[app.host.image, 'sleep', 'inf'],
  ]);
  return stdout.trim();
}

async function lifeOf(app: Scenario, id: string): Promise<string> {
  const found = (await app.engine.get(`containers/${id}/json`)) as Inspected;
  return `${found.State.Status} ${life(found)}`;
}

async function finishedAt(app: Scenario, service: string): Promise<number> {
  return Date.parse((await app.container(service)).State.FinishedAt);
}

scenariosInEachPlacement('stop and start', (placement) => {
  test('dc 10: stop ends the containers and frees the ports; start runs the same ones again', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const before = await app.each(idOf);
    expect(Object.keys(before)).toEqual(all);
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('hello\n');

    await app.ok(['stop']);
    expect(await valuesOf(app.states())).toEqual(['exited 143']);
    await expect(app.host.fetch(app.ports[0] ?? 0)).rejects.toThrow('refused');
    expect(await finishedAt(app, 'foo')).toBeLessThanOrEqual(await finishedAt(app, 'bar'));

    await app.ok(['start']);
    expect(await valuesOf(app.states())).toEqual(['running']);
    expect(await app.each(idOf)).toEqual(before);
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('hello\n');
    const again = await app.each(life);
    await app.ok(['start']);
    expect(await app.each(life)).toEqual(again);
  });

  test('dc 11: stopping a service leaves what it depends on; starting it brings that too', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d', 'foo']);
    const before = await app.each(idOf);
    await app.ok(['stop', 'foo']);
    expect(await app.states()).toEqual({ 'bar-1': 'running', 'foo-1': 'exited 143' });
    await app.ok(['stop']);
    expect(await app.states()).toEqual({ 'bar-1': 'exited 143', 'foo-1': 'exited 143' });
    await app.ok(['start', 'foo']);
    expect(await app.states()).toEqual({ 'bar-1': 'running', 'foo-1': 'running' });
    expect(await app.each(idOf)).toEqual(before);
    await app.ok(['down']);
    expect(await app.everything()).toEqual([]);
  });

  test('a project is stopped, started and restarted by its name alone, in the order of its labels', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const before = await app.each(idOf);
    const elsewhere = { cwd: '/' };
    await app.ok(['-p', app.project, 'stop'], elsewhere);
    expect(await valuesOf(app.states())).toEqual(['exited 143']);
    expect(await finishedAt(app, 'foo')).toBeLessThanOrEqual(await finishedAt(app, 'bar'));
    await app.ok(['-p', app.project, 'start', 'foo'], elsewhere);
    expect(await app.states()).toMatchObject({
      'bar-1': 'running',
      'foo-1': 'running',
      'pair-1': 'exited 143',
    });
    await app.ok(['-p', app.project, 'restart', '-t', '1'], elsewhere);
    expect(await valuesOf(app.states())).toEqual(['running']);
    expect(await app.each(idOf)).toEqual(before);
  });
});

scenarios('stop and start in the pod', () => {
  test('one-offs are left alone until down --remove-orphans', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const id = await oneOff(app, 'bar');
    const before = await lifeOf(app, id);
    expect(before).toMatch(/^running /);
    for (const command of ['stop', 'start', 'restart']) {
      await app.ok([command, '-t', '1'].slice(0, command === 'start' ? 1 : 3));
      expect(await lifeOf(app, id)).toBe(before);
    }
    await app.ok(['down', '--remove-orphans', '-t', '1']);
    expect(await app.everything()).toEqual([]);
  });

  test('one alone that does not end is killed after its time, and that is told', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'deaf', 'polite']);
    const { stderr } = await app.ok(['stop', 'deaf']);
    expect(stderr).toContain('still running after 1 s, killing it');
    expect(await app.states()).toEqual({ 'deaf-1': 'exited 137', 'polite-1': 'running' });
    await app.ok(['pause', 'polite']);
    await app.ok(['stop', '-t', '1', 'polite']);
    expect((await app.states())['polite-1']).toMatch(/^exited (9|137)$/);
  });

  test('containers of one pod stop at the same time, each by its own signal, and stay so', async () => {
    const app = await project(import.meta.dirname);
    const slow = ['slow-1', 'slow-2', 'slow-3', 'deaf', 'polite'];
    await app.ok(['up', '-d', ...slow]);
    for (const service of slow) {
      await eventually(
        () => app.inside(service, ['test', '-e', '/ready']),
        ({ exitCode }) => exitCode === 0,
      );
    }
    const pods = new Set((await Promise.all(slow.map((name) => app.container(name)))).map(({ Pod }) => Pod));
    expect(pods.size).toBe(1);

    const begin = Date.now();
    await app.ok(['stop', ...slow]);
    // One after the other would take 12 s and more.
    expect(Date.now() - begin).toBeLessThan(11_000);
    const ends = await Promise.all(['slow-1', 'slow-2', 'slow-3'].map((name) => finishedAt(app, name)));
    expect(Math.max(...ends) - Math.min(...ends)).toBeLessThan(3500);
    const expected = {
      'deaf-1': 'exited 137',
      'polite-1': 'exited 9',
      'slow-1-1': 'exited 7',
      'slow-2-1': 'exited 7',
      'slow-3-1': 'exited 7',
    };
    expect(await app.states()).toEqual(expected);
    // No restart policy brings them back.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await app.states()).toEqual(expected);
    expect(await app.each(({ RestartCount }) => RestartCount)).toEqual({
      'deaf-1': 0,
      'polite-1': 0,
      'slow-1-1': 0,
      'slow-2-1': 0,
      'slow-3-1': 0,
    });
  });

  test('a service whose profile is off is left alone unless it is named', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['--profile', 'more', 'up', '-d']);
    await app.ok(['stop']);
    expect(await app.states()).toMatchObject({ 'extra-1': 'running', 'foo-1': 'exited 143' });
    await app.ok(['stop', 'extra']);
    expect(await app.states()).toMatchObject({ 'extra-1': 'exited 143' });
    await app.ok(['start']);
    expect(await app.states()).toMatchObject({ 'extra-1': 'exited 143', 'foo-1': 'running' });
    await app.ok(['--profile', 'more', 'restart', '-t', '1', 'extra']);
    expect(await app.states()).toMatchObject({ 'extra-1': 'running' });
  });

  test('a dry run touches nothing; an unknown or missing service is an error', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'foo']);
    const before = await app.each(life);
    const { stdout } = await app.ok(['stop', '--dry-run']);
    expect(stdout).toContain('foo');
    await app.ok(['restart', '--dry-run']);
    await app.ok(['--dry-run', 'kill']);
    await app.ok(['--dry-run', 'rm', '-s']);
    expect(await app.each(life)).toEqual(before);
    for (const command of ['stop', 'start', 'restart', 'kill', 'pause', 'unpause', 'rm', 'wait']) {
      const { exitCode, stderr } = await app.selkie([command, 'nosuch']);
      expect([command, exitCode]).toEqual([command, 2]);
      expect(stderr).toContain('no such service: nosuch');
    }
    const missing = await app.selkie(['start', 'pair']);
    expect(missing.exitCode).toBe(2);
    expect(missing.stderr).toContain('service "pair" has no container to start');
    await app.ok(['start']);
    expect(await app.each(life)).toEqual(before);
  });
});
