import { expect, test } from 'vitest';
import { eventually, project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const ask = ['sleep', 'wget', '-q', '-T', '5', '-O', '-', 'http://web:8000/'];
const healthOf = async (app: Scenario, service: string) =>
  (await app.container(service)).State.Health?.Status;

scenarios('dependencies', () => {
  test('pc 8, 9: --no-deps of run and of up starts no other service', async () => {
    const app = await project(import.meta.dirname);
    const alone = await app.selkie(['run', '--rm', '-T', '--no-deps', ...ask]);
    expect(alone.exitCode).not.toBe(0);
    expect(alone.stdout).not.toContain('200 OK');
    expect(await app.states()).toEqual({});
    await app.ok(['up', '-d', '--no-deps', 'sleep']);
    expect(await app.states()).toEqual({ 'sleep-1': 'running' });
  });

  test('pc 12: run reaches what its service depends on by name, once it is healthy', async () => {
    const app = await project(import.meta.dirname);
    expect((await app.ok(['run', '--rm', '-T', ...ask])).stdout).toBe('200 OK\n');
    expect(await app.states()).toEqual({ 'web-1': 'running' });
    expect(await healthOf(app, 'web')).toBe('healthy');
  });

  test('pc 14: --wait of up and of start waits for health, and nothing else does', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'slow']);
    expect(await healthOf(app, 'slow')).not.toBe('healthy');
    await app.ok(['up', '-d', '--wait', 'slow']);
    expect(await healthOf(app, 'slow')).toBe('healthy');
    await app.ok(['stop', '-t', '0', 'slow']);
    await app.ok(['start', '--wait', 'slow']);
    expect(await healthOf(app, 'slow')).toBe('healthy');
  });

  test('pc 15: health goes from starting to healthy and to unhealthy', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'slow']);
    expect(await healthOf(app, 'slow')).toBe('starting');
    await eventually(
      () => healthOf(app, 'slow'),
      (health) => health === 'healthy',
    );
    await app.inside('slow', ['rm', '/ready']);
    await eventually(
      () => healthOf(app, 'slow'),
      (health) => health === 'unhealthy',
    );
  });
});
