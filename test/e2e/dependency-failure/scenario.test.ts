import { expect, test } from 'vitest';
import { beyond, failed } from '../../support/program.ts';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';

scenariosInEachPlacement('dependency failure', (placement) => {
  test('dc 20: a dependency that ends before it is healthy fails up at once and by name', async () => {
    const app = await project(import.meta.dirname, { placement });
    const { exitCode, stderr } = await app.selkie(['-f', 'exits.yaml', 'up', '-d']);
    expect(exitCode).toBe(failed);
    expect(stderr).toMatch(new RegExp(`${app.project}-db-1.* exited \\(1\\)`));
    beyond(() => expect(stderr).toContain('no room on the disk'));
    expect(await app.states()).toEqual({ 'db-1': 'exited 1', 'web-1': 'created' });
  });

  test('dc 20: a dependency that turns unhealthy fails up, and nothing behind it starts', async () => {
    const app = await project(import.meta.dirname, { placement });
    const { exitCode, stderr } = await app.selkie(['-f', 'unhealthy.yaml', 'up', '-d']);
    expect(exitCode).toBe(failed);
    expect(stderr).toMatch(new RegExp(`${app.project}-db-1.* is unhealthy`));
    beyond(() => expect(stderr).toContain('still recovering'));
    expect(await app.states()).toEqual({ 'after-1': 'created', 'db-1': 'running', 'web-1': 'created' });
  });

  test('pc 11: a job that fails holds back what waits for it, and nothing else', async () => {
    const app = await project(import.meta.dirname, { placement });
    const { exitCode, stderr } = await app.selkie(['-f', 'job.yaml', 'up', '-d']);
    expect(exitCode).toBe(failed);
    expect(stderr).toMatch(/service `?"?migrate`?"? didn't complete successfully: exit 3/);
    expect(await app.states()).toEqual({ 'apart-1': 'running', 'migrate-1': 'exited 3', 'web-1': 'created' });
  });

  test('an optional dependency that fails is only a warning', async () => {
    const app = await project(import.meta.dirname, { placement });
    const { stderr } = await app.ok(['-f', 'optional.yaml', 'up', '-d']);
    expect(stderr).toMatch(/migrate.*exit 3.*not required/);
    expect(await app.states()).toEqual({ 'migrate-1': 'exited 3', 'web-1': 'running' });
  });

  test('dc 21: an optional dependency of a profile is tried while that is on, and never made while it is off', async () => {
    const app = await project(import.meta.dirname, { placement });
    const file = ['-f', 'optional-profile.yaml'];
    await app.ok([...file, 'run', '-d', 'foo']);
    expect((await app.everything()).join()).not.toContain('bar');
    const { stderr } = await app.ok([...file, '--profile', 'more', 'up', '-d']);
    expect(stderr).toMatch(/bar/);
    expect(await app.states()).toMatchObject({ 'bar-1': 'exited 1', 'foo-1': 'running' });
  });

  test('waiting for the health of a service without a health check is refused', async () => {
    const app = await project(import.meta.dirname, { placement });
    const { exitCode, stderr } = await app.selkie(['-f', 'no-check.yaml', 'up', '-d']);
    expect(exitCode).toBe(failed);
    expect(stderr).toMatch(/health ?check/);
    expect(stderr).toContain('db');
    expect(await app.states()).toEqual({ 'db-1': 'running', 'web-1': 'created' });
  });
});
