import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';

scenarios('several files', () => {
  test('pc 23: what extends another service, of this file and of another, with its paths', async () => {
    const app = await project(import.meta.dirname);
    const { stdout } = await app.ok(['-f', 'extends.yaml', 'up']);
    const lines = stdout.split('\n').map((line) => line.replace(/ +\|/, ' |'));
    expect(lines).toEqual(
      expect.arrayContaining([
        'zero-1 | Zero',
        'one-1 | One',
        'far-1 | BAR=local,BAZ=local,FOO=original',
        'far-1 | beside the base',
      ]),
    );
  });

  test('pc 24: what is included, with its paths', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['-f', 'include.yaml', 'up', '-d']);
    expect(await app.states()).toEqual({ 'web-1': 'running', 'web2-1': 'running' });
    expect((await app.inside('web', ['cat', '/note'])).stdout).toBe('beside the web\n');
  });

  test('pc 25, 26: !override and !reset, and mounts that are merged by their place', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['-f', 'first.yaml', '-f', 'override.yaml', 'up', '-d']);
    expect(await app.states()).toEqual({ 'app-1': 'running' });
    const { Id, Mounts } = await app.container('app');
    const { stdout } = await app.host.run('podman', ['port', Id]);
    expect(stdout.trim()).toBe(`81/tcp -> 0.0.0.0:${app.ports[1]}`);
    expect(
      Mounts.map(({ Source, Destination, RW }) => `${Source}:${Destination}:${RW ? 'rw' : 'ro'}`).sort(),
    ).toEqual([`${app.folder}/base:/b:rw`, `${app.folder}/base:/keep:ro`, `${app.folder}/web:/a:ro`]);
    await app.ok(['-f', 'reset.yaml', 'up', '-d']);
    const reset = await app.container('app');
    expect((await app.host.run('podman', ['port', reset.Id])).stdout).toBe('');
  });
});
