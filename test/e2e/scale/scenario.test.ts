import { expect, onTestFinished, test } from 'vitest';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

/** Service to its replica numbers. */
async function numbers(app: Scenario): Promise<Readonly<Record<string, readonly number[]>>> {
  const found: Record<string, number[]> = {};
  for (const [name, state] of Object.entries(await app.states())) {
    expect(state).toBe('running');
    const [, service = '', number] = /^(.+)-(\d+)$/.exec(name) ?? [];
    (found[service] ??= []).push(Number(number));
  }
  return found;
}

scenariosInEachPlacement('scale', (placement) => {
  test('dc 6: services get as many containers as were asked for, up and down', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    expect(await numbers(app)).toEqual({ back: [1], db: [1], front: [1, 2] });
    const { 'front-1': front, 'db-1': db } = await app.each(({ Id }) => Id);
    await app.ok(['scale', 'admin=2']);
    expect(await numbers(app)).toEqual({ admin: [1, 2], back: [1], db: [1], front: [1, 2] });
    await app.ok(['scale', 'front=3', 'back=2']);
    expect(await numbers(app)).toEqual({ admin: [1, 2], back: [1, 2], db: [1], front: [1, 2, 3] });
    await app.ok(['scale', 'admin=0']);
    expect(await numbers(app)).toEqual({ back: [1, 2], db: [1], front: [1, 2, 3] });
    await app.ok(['scale', 'front=2', 'back=1']);
    expect(await numbers(app)).toEqual({ back: [1], db: [1], front: [1, 2] });
    expect(await app.each(({ Id }) => Id)).toMatchObject({ 'front-1': front, 'db-1': db });
  });

  test('dc 7: numbers go up from the highest and down to the lowest', async () => {
    const app = await project(import.meta.dirname, { placement });
    const scaled = async (count: number, env = {}) => {
      await app.ok(['up', '-d', '--scale', `db=${count}`, 'db'], { env });
      return (await numbers(app))['db'];
    };
    expect(await scaled(2)).toEqual([1, 2]);
    expect(await scaled(1)).toEqual([1]);
    expect(await scaled(2)).toEqual([1, 2]);
    // Both have changed, so the highest goes here as well.
    expect(await scaled(1, { MAYBE: 'v' })).toEqual([1]);
    expect((await app.container('db')).Config.Env).toContain('MAYBE=v');
  });

  test('dc 8: what is out of date goes first', async () => {
    const app = await project(import.meta.dirname, { placement });
    onTestFinished(async () => {
      await app.host.run('podman', ['rmi', '--force', `${app.project}-t`]);
    });
    const up = (f: string, ...args: readonly string[]) =>
      app.ok(['-f', 'obsolete.yaml', 'up', '-d', ...args], { env: { F: f } });
    await up('1', '--build', '--scale', 't=2');
    expect(await numbers(app)).toEqual({ t: [1, 2] });
    await up('2', '--build', '--no-recreate', '--scale', 't=4');
    expect(await numbers(app)).toEqual({ t: [1, 2, 3, 4] });
    const { 't-3': third, 't-4': fourth } = await app.each(({ Id }) => Id);
    await up('2', '--scale', 't=2');
    expect(await app.each(({ Id }) => Id)).toEqual({ 't-3': third, 't-4': fourth });
  });

  test('dc 9: what a scaled service depends on is brought to its own number, unless it is left out', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d', '--scale', 'db=2']);
    expect((await numbers(app))['db']).toEqual([1, 2]);
    await app.ok(['scale', '--no-deps', 'back=2']);
    expect(await numbers(app)).toEqual({ back: [1, 2], db: [1, 2], front: [1, 2] });
    await app.ok(['scale', 'back=2']);
    expect(await numbers(app)).toEqual({ back: [1, 2], db: [1], front: [1, 2] });
  });

  test('a wrong number and an unknown service are refused', async () => {
    const app = await project(import.meta.dirname, { placement });
    for (const [args, words] of [
      [['scale', 'db'], 'SERVICE=NUMBER'],
      [['scale', 'db=-1'], 'SERVICE=NUMBER'],
      [['scale', 'nosuch=1'], 'no such service: nosuch'],
    ] as const) {
      const { exitCode, stderr } = await app.selkie(args);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(words)]);
    }
    expect(await app.everything()).toEqual([]);
  });
});
