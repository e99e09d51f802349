import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const names = async (app: Scenario) => Object.keys(await app.states());

scenarios('selection', () => {
  test('scale adds and takes away the highest numbers, and keeps the rest', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'worker']);
    const two = await app.each(({ Id }) => Id);
    expect(Object.keys(two)).toEqual(['worker-1', 'worker-2']);
    await app.ok(['up', '-d', '--scale', 'worker=3', 'worker']);
    expect(await app.each(({ Id }) => Id)).toMatchObject(two);
    expect(await names(app)).toEqual(['worker-1', 'worker-2', 'worker-3']);
    await app.ok(['up', '-d', '--scale', 'worker=2', 'worker']);
    expect(await app.each(({ Id }) => Id)).toEqual(two);
    await app.ok(['up', '-d', '--scale', 'worker=1', 'worker']);
    expect(await names(app)).toEqual(['worker-1']);
    await app.ok(['up', '-d', '--scale', 'worker=0', 'worker']);
    expect(await names(app)).toEqual([]);
  });

  test('a service brings what it depends on, and nothing else', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'web']);
    expect(await names(app)).toEqual(['db-1', 'web-1']);
    await app.ok(['down']);
    await app.ok(['up', '-d', '--no-deps', 'web']);
    expect(await names(app)).toEqual(['web-1']);
  });

  test('a service with a profile comes when the profile or the service is named', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'web']);
    await app.ok(['--profile', 'more', 'up', '-d', 'db', 'extra']);
    expect(await names(app)).toEqual(['db-1', 'extra-1', 'web-1']);
    await app.ok(['up', '-d', 'debug']);
    expect(await names(app)).toEqual(['db-1', 'debug-1', 'extra-1', 'web-1']);
    // What has a profile is no orphan.
    const { stderr } = await app.ok(['up', '-d', 'db']);
    expect(stderr).not.toMatch(/orphan/i);
    await app.ok(['down']);
    expect(await app.everything()).toEqual([]);
    const all = await app.ok(['config', '--services'], { env: { COMPOSE_PROFILES: 'tools' } });
    expect(all.stdout.trim().split('\n').sort()).toEqual(['db', 'debug', 'extra', 'web', 'worker']);
  });

  test('what the file no longer has is named, and removed when asked for', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'web']);
    const { 'db-1': db } = await app.each(({ Id }) => Id);
    const { stderr } = await app.ok(['-f', 'fewer.yaml', 'up', '-d']);
    expect(stderr).toMatch(/orphan/i);
    expect(stderr).toContain('web');
    expect(await names(app)).toEqual(['db-1', 'web-1']);
    await app.ok(['-f', 'fewer.yaml', 'up', '-d', '--remove-orphans']);
    expect(await app.each(({ Id }) => Id)).toEqual({ 'db-1': db });
  });

  test('down of one service leaves the others', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'web', 'worker']);
    await app.ok(['down', 'worker']);
    expect(await app.states()).toEqual({ 'db-1': 'running', 'web-1': 'running' });
  });
});
