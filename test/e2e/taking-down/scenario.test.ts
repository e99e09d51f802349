import { expect, onTestFinished, test } from 'vitest';
import { isAnother } from '../../support/program.ts';
import { project, scenarios } from '../../support/scenario.ts';

scenarios('taking down', () => {
  test('pc 6: all, or the named service with what depends on it', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    await app.ok(['down', 'app']);
    expect(await app.states()).toEqual({ 'db-1': 'running', 'no_deps-1': 'running' });
    await app.ok(['up', '-d']);
    await app.ok(['down', 'db']);
    // What cannot be without it goes too, as in docker compose 5; version 2 leaves it.
    expect(await app.states()).toEqual(
      isAnother ? { 'app-1': 'running', 'no_deps-1': 'running' } : { 'no_deps-1': 'running' },
    );
    await app.ok(['down']);
    expect(await app.everything()).toEqual([]);
  });

  test('pc 7: volumes, orphans and images go where that is asked for', async () => {
    const app = await project(import.meta.dirname);
    const named = `localhost/${app.project}-named:1`;
    const built = `${app.project}-built`;
    onTestFinished(async () => {
      await app.host.run('podman', ['rmi', '--force', '--ignore', named, built]);
    });
    const exists = async (kind: string, name: string) =>
      (await app.host.run('podman', [kind, 'exists', name])).exitCode === 0;
    const whatIsThere = async () => {
      const found = {
        containers: (await app.containers()).size,
        volume: await exists('volume', `${app.project}_data`),
        named: await exists('image', named),
        built: await exists('image', built),
      };
      return Object.entries(found)
        .filter(([, is]) => is !== false && is !== 0)
        .map(([name, is]) => (is === true ? name : `${name} ${is}`));
    };
    const file = ['-f', 'images.yaml'];
    const round = async (...args: readonly string[]) => {
      await app.host.run('podman', ['tag', app.host.image, named]);
      await app.ok([...file, 'up', '-d']);
      await app.ok([...file, 'down', ...args]);
      return whatIsThere();
    };
    await app.host.run('podman', ['tag', app.host.image, named]);
    await app.ok([...file, 'up', '-d']);
    expect(await whatIsThere()).toEqual(['containers 2', 'volume', 'named', 'built']);
    expect(await round()).toEqual(['volume', 'named', 'built']);
    await app.ok(['-f', 'other.yaml', 'up', '-d']);
    expect(await round('--remove-orphans')).toEqual(['volume', 'named', 'built']);
    expect(await round('--rmi', 'local')).toEqual(['volume', 'named']);
    expect(await round('-v', '--rmi', 'all')).toEqual([]);
  });
});
