import { expect, test } from 'vitest';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';

const file = ['-f', 'sharing.yaml'];

scenariosInEachPlacement('taking down who shares namespaces and volumes', (placement) => {
  test.each([[['up', '-d']], [['create']]])('goes in one run after %j', async (made) => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok([...file, ...made]);
    await app.ok([...file, 'down']);
    expect((await app.everything()).filter((thing) => !thing.startsWith('volume/'))).toEqual([]);
    await app.ok([...file, ...made]);
    await app.ok([...file, 'down', '-v']);
    expect(await app.everything()).toEqual([]);
  });

  test('an orphan goes after those that use its namespaces', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok([...file, 'create']);
    await app.write(
      'less.yaml',
      'services: {z: {image: localhost/selkie-test, command: sleep inf, init: true}}\n',
    );
    await app.ok(['-f', 'less.yaml', 'up', '-d', '--remove-orphans']);
    expect(await app.states()).toEqual({ 'z-1': 'running' });
  });
});
