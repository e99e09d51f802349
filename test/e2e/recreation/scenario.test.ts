import { expect, test } from 'vitest';
import type { Inspected } from '../../support/engine-view.ts';
import { failed } from '../../support/program.ts';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';

const life = ({ Id, State }: Inspected) => `${Id} ${State.StartedAt}`;

scenariosInEachPlacement('recreation', (placement) => {
  test('dc 4: --force-recreate takes the named services alone, unless their dependencies are asked for', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d', '--wait']);
    const first = await app.each(life);
    await app.ok(['up', '-d', '--force-recreate', '--no-deps', 'web']);
    const second = await app.each(life);
    expect(second['web-1']).not.toBe(first['web-1']);
    expect(second['db-1']).toBe(first['db-1']);

    await app.ok(['up', '-d', '--force-recreate', 'web']);
    const third = await app.each(life);
    expect(third['web-1']).not.toBe(second['web-1']);
    expect(third['db-1']).toBe(first['db-1']);

    await app.ok(['up', '-d', '--force-recreate', '--always-recreate-deps', 'web']);
    const fourth = await app.each(life);
    expect(fourth['web-1']).not.toBe(third['web-1']);
    expect(fourth['db-1']).not.toBe(first['db-1']);
    expect(await app.states()).toEqual({ 'db-1': 'running', 'web-1': 'running' });
  });

  test('what has changed is left as it is with --no-recreate; a dependency that has changed is recreated', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const before = await app.each(life);
    const env = { ROUND: '2', BASE: '2' };
    await app.ok(['up', '-d', '--no-recreate'], { env });
    expect(await app.each(life)).toEqual(before);
    await app.ok(['up', '-d', 'web'], { env });
    const environment = await app.each(({ Config }) => Config.Env);
    expect(environment['web-1']).toContain('ROUND=2');
    expect(environment['db-1']).toContain('BASE=2');
  });

  test('dc 5: anonymous volumes go over to the new container, and -V gives it empty ones', async () => {
    const app = await project(import.meta.dirname, { placement });
    const volume = async () =>
      (await app.container('web')).Mounts.find(({ Destination }) => Destination === '/anonymous')?.Name ?? '';
    await app.ok(['up', '-d']);
    const first = await volume();
    await app.inside('web', ['touch', '/anonymous/file']);
    await app.ok(['up', '-d', '--force-recreate']);
    expect(await volume()).toBe(first);
    expect((await app.inside('web', ['ls', '/anonymous'])).stdout).toBe('file\n');

    await app.ok(['up', '-d', '-V']);
    expect(await volume()).not.toBe(first);
    expect((await app.inside('web', ['ls', '/anonymous'])).stdout).toBe('');
  });

  test('-V removes the volume that no container has any more', async () => {
    const app = await project(import.meta.dirname, { placement });
    const volume = async () =>
      (await app.container('web')).Mounts.find(({ Destination }) => Destination === '/anonymous')?.Name ?? '';
    await app.ok(['up', '-d', '--no-deps', 'web']);
    const first = await volume();
    await app.ok(['up', '-d', '--no-deps', '-V', 'web']);
    expect(await volume()).not.toBe(first);
    await expect(app.engine.get(`volumes/${first}/json`)).rejects.toThrow('no such volume');
  });

  test('who lives in a namespace of another or with its volumes stays while that one does, and follows it', async () => {
    const app = await project(import.meta.dirname, { placement });
    const up = (...args: readonly string[]) => app.ok(['-f', 'sharing.yaml', 'up', '-d', ...args]);
    await up();
    const before = await app.each(life);
    await up('--no-deps', 'network', 'volumes');
    await up();
    expect(await app.each(life)).toEqual(before);

    await up('--force-recreate', 'db');
    const ids = await app.each(({ Id }) => Id);
    await up();
    const after = await app.each(({ Id }) => Id);
    expect(after).toEqual(ids);
    const isNew = Object.entries(after).map(([name, id]) => [name, before[name]?.startsWith(id) === false]);
    // In the pod, the network is the pod's.
    expect(Object.fromEntries(isNew)).toEqual({
      'db-1': true,
      'network-1': placement === 'network',
      'volumes-1': true,
    });
    expect(Object.values(await app.states())).toEqual(['running', 'running', 'running']);
    const namespace = async (service: string) =>
      (await app.inside(service, ['readlink', '/proc/self/ns/net'])).stdout;
    expect(await namespace('network')).toBe(await namespace('db'));
  });

  test.each([
    ['network', 'cannot share network namespace with service db: container missing'],
    ['volumes', 'cannot share volume with service db: container missing'],
  ])(
    'dc 24: without the container that it shares %s with, a service is an error that says so',
    async (own, words) => {
      const app = await project(import.meta.dirname, { placement });
      const missing = await app.selkie(['-f', 'sharing.yaml', 'up', '-d', '--no-deps', own]);
      expect([missing.exitCode, missing.stderr]).toEqual([failed, expect.stringContaining(words)]);
      expect(await app.states()).toEqual({});
      await app.ok(['-f', 'sharing.yaml', 'up', '-d', own]);
      const { Id } = await app.container('db');
      await app.host.run('podman', ['rm', '--force', '--depend', '--time', '0', Id]);
      const gone = await app.selkie(['-f', 'sharing.yaml', 'up', '-d', '--no-deps', own]);
      expect([gone.exitCode, gone.stderr]).toEqual([failed, expect.stringContaining(words)]);
      await app.ok(['-f', 'sharing.yaml', 'up', '-d', own]);
      expect(await app.states()).toEqual({ 'db-1': 'running', [`${own}-1`]: 'running' });
    },
  );
});
