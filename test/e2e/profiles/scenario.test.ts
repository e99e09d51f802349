import { expect, onTestFinished, test } from 'vitest';
import { project, scenarios, scenariosInEachPlacement } from '../../support/scenario.ts';

const running = (...services: readonly string[]) =>
  Object.fromEntries(services.map((service) => [`${service}-1`, 'running']));
const ended = (...services: readonly string[]) =>
  Object.fromEntries(services.map((service) => [`${service}-1`, 'exited 143']));

scenariosInEachPlacement('profiles', (placement) => {
  test.each([
    ['--profile', ['--profile', 'extra']],
    ['COMPOSE_PROFILES of an env file', ['--env-file', 'profiles.env']],
  ])('dc 36: a service is part of everything while its profile is on by %s', async (_, on) => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok([...on, 'up', '-d']);
    const before = await app.each(({ Id }) => Id);
    expect(await app.states()).toEqual(running('profiled', 'regular'));
    await app.ok([...on, 'stop']);
    expect(await app.states()).toEqual(ended('profiled', 'regular'));
    await app.ok([...on, 'start']);
    await app.ok([...on, 'restart', '-t', '1']);
    expect(await app.states()).toEqual(running('profiled', 'regular'));
    expect(await app.each(({ Id }) => Id)).toEqual(before);
    const { stdout } = await app.ok([...on, 'ps', '--services']);
    expect(stdout.trim().split('\n').sort()).toEqual(['profiled', 'regular']);
    await app.ok([...on, 'down']);
    expect(await app.everything()).toEqual([]);
  });

  test('dc 36: a service whose profile is off is no part of anything', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const before = await app.each(({ Id }) => Id);
    expect(await app.states()).toEqual(running('regular'));
    await app.ok(['stop']);
    await app.ok(['start']);
    await app.ok(['restart', '-t', '1']);
    expect(await app.states()).toEqual(running('regular'));
    expect(await app.each(({ Id }) => Id)).toEqual(before);
    await app.ok(['down']);
    expect(await app.everything()).toEqual([]);
  });

  test('dc 36: a service that is named is on, and those beside it are not', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d', 'profiled']);
    const before = await app.each(({ Id }) => Id);
    expect(await app.states()).toEqual(running('profiled'));
    await app.ok(['stop', 'profiled']);
    expect(await app.states()).toEqual(ended('profiled'));
    await app.ok(['start', 'profiled']);
    await app.ok(['restart', '-t', '1', 'profiled']);
    expect(await app.states()).toEqual(running('profiled'));
    expect(await app.each(({ Id }) => Id)).toEqual(before);
    // Off again, it is left alone by `up`, which does not take it for an orphan either.
    const { stderr } = await app.ok(['up', '-d', '--remove-orphans']);
    expect(stderr).not.toMatch(/orphan/i);
    expect(await app.states()).toEqual(running('profiled', 'regular'));
    expect(await app.each(({ Id }) => Id)).toMatchObject(before);
    await app.ok(['down', 'profiled']);
    expect(await app.states()).toEqual(running('regular'));
  });
});

scenarios('profiles by every way', () => {
  test('pc 22: options and COMPOSE_PROFILES turn services on, and so does naming one', async () => {
    const app = await project(import.meta.dirname);
    onTestFinished(async () => {
      await app.host.run('podman', ['rmi', '--force', '--ignore', `localhost/${app.project}-two`]);
    });
    const on = async (args: readonly string[], profiles?: string) => {
      const env = profiles === undefined ? {} : { COMPOSE_PROFILES: profiles };
      const { stdout } = await app.ok(['-f', 'three.yaml', ...args, 'config', '--services'], { env });
      return stdout.trim().split('\n').sort();
    };
    expect(await on([])).toEqual(['default-service']);
    expect(await on(['--profile', 'profile-1'])).toEqual(['default-service', 'service-1']);
    const all = ['default-service', 'service-1', 'service-2'];
    expect(await on(['--profile', 'profile-1', '--profile', 'profile-2'])).toEqual(all);
    expect(await on([], 'profile-1,profile-2')).toEqual(all);
    expect(await on([], '')).toEqual(['default-service']);
    expect(await on([], ',')).toEqual(['default-service']);
    await app.ok(['-f', 'three.yaml', 'build', 'service-2']);
    expect((await app.host.run('podman', ['image', 'exists', `localhost/${app.project}-two`])).exitCode).toBe(
      0,
    );
  });
});
