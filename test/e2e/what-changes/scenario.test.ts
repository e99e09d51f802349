import { expect, onTestFinished, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

/** A project with an image of its own, and what tells which services an `up` made anew. */
async function withImage(): Promise<{
  readonly app: Scenario;
  readonly anew: (
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<readonly string[]>;
}> {
  const app = await project(import.meta.dirname);
  const image = `${app.project}-own:1`;
  await app.host.run('podman', ['tag', app.host.image, image]);
  onTestFinished(async () => {
    await app.host.run('podman', ['rmi', '--force', '--ignore', image]);
  });
  const anew = async (args: readonly string[], env = {}) => {
    const before = await app.each(({ Id }) => Id);
    await app.ok(['up', '-d', ...args], { env });
    expect([...new Set(Object.values(await app.states()))]).toEqual(['running']);
    const after = await app.each(({ Id }) => Id);
    return Object.keys(after).filter((name) => after[name] !== before[name]);
  };
  return { app, anew };
}

scenarios('what an up makes anew', () => {
  // podman-compose recreates what depends on a changed service, too. That is a limit of its own: it cannot replace a
  // container that another one requires.
  test('pc 1: what has changed, where it is named or needed', async () => {
    const { anew } = await withImage();
    await anew([]);
    expect(await anew([], { APP: '2' })).toEqual(['app-1']);
    expect(await anew(['app'], { APP: '3' })).toEqual(['app-1']);
    expect(await anew(['db'], { APP: '4' })).toEqual([]);
    expect(await anew([], { APP: '3', DB: '2' })).toEqual(['db-1']);
    expect(await anew(['app'], { APP: '3', DB: '3' })).toEqual(['db-1']);
    expect(await anew(['db'], { APP: '3', DB: '4' })).toEqual(['db-1']);
  });

  test('pc 2: --force-recreate takes what is named, and dependencies where that is wanted', async () => {
    const { anew } = await withImage();
    await anew([]);
    expect(await anew(['--force-recreate'])).toEqual(['app-1', 'db-1', 'no_deps-1']);
    expect(await anew(['--force-recreate', 'app'])).toEqual(['app-1']);
    expect(await anew(['--force-recreate', 'db'])).toEqual(['db-1']);
    expect(await anew(['--force-recreate', 'no_deps'])).toEqual(['no_deps-1']);
    expect(await anew(['--force-recreate', '--always-recreate-deps', 'app'])).toEqual(['app-1', 'db-1']);
  });

  test('pc 3: another image under the same name', async () => {
    const { app, anew } = await withImage();
    await anew([]);
    const { stdout } = await app.host.run('podman', [
      ...[
        'commit',
        '--quiet',
        '--change',
        'LABEL round=2',
        (await app.container('db')).Id,
        `${app.project}-own:1`,
      ],
    ]);
    expect(stdout.trim()).toMatch(/^[0-9a-f]{64}$/);
    expect(await anew([])).toEqual(['app-1']);
  });

  test('pc 4: another Dockerfile, with --build', async () => {
    const { app, anew } = await withImage();
    const build = { COMPOSE_FILE: 'build.yaml' };
    await anew(['--build'], build);
    expect(await anew(['--build'], build)).toEqual([]);
    await app.write('Dockerfile', 'FROM localhost/selkie-test\nLABEL round=2\n');
    expect(await anew(['--build'], build)).toEqual(['app-1']);
  });

  test('pc 5: --no-recreate leaves what has changed, --force-recreate what has not', async () => {
    const { anew } = await withImage();
    await anew([]);
    expect(await anew([])).toEqual([]);
    expect(await anew(['--no-recreate'], { APP: '2' })).toEqual([]);
    expect(await anew([], { APP: '2' })).toEqual(['app-1']);
    expect(await anew(['--force-recreate', 'app'], { APP: '2' })).toEqual(['app-1']);
  });
});
