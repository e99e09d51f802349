import { expect, test } from 'vitest';
import type { Inspected } from '../../support/engine-view.ts';
import { failed } from '../../support/program.ts';
import { project, scenarios } from '../../support/scenario.ts';

const life = ({ Id, State }: Inspected) => `${Id} ${State.StartedAt}`;

scenarios('pause', () => {
  test('next 2: freezes a service and lets it go on, with the same processes', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const before = await app.each(life);
    await app.ok(['pause', 'a']);
    expect(await app.states()).toEqual({ 'a-1': 'paused', 'b-1': 'running' });
    await app.ok(['unpause', 'a']);
    expect(await app.states()).toEqual({ 'a-1': 'running', 'b-1': 'running' });
    expect(await app.each(life)).toEqual(before);
    await app.ok(['pause']);
    expect(await app.states()).toEqual({ 'a-1': 'paused', 'b-1': 'paused' });
    await app.ok(['unpause']);
    expect(await app.each(life)).toEqual(before);
  });

  test('next 2: of nothing is no failure; twice, and of what does not exist, is', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['pause']);
    await app.ok(['unpause']);
    await app.ok(['up', '-d']);
    await app.ok(['pause', 'a']);
    const twice = await app.selkie(['pause']);
    expect(twice.exitCode).toBe(failed);
    expect(twice.stderr).toContain('already paused');
    expect(await app.states()).toEqual({ 'a-1': 'paused', 'b-1': 'paused' });
    await app.ok(['unpause', 'b']);
    const running = await app.selkie(['unpause', 'b']);
    expect(running.exitCode).toBe(failed);
    expect(running.stderr).toContain('is not paused');
    const unknown = await app.selkie(['pause', 'nosuch']);
    expect(unknown.stderr).toContain('no such service: nosuch');
  });

  test('up lets what is paused go on, and changes nothing else', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const before = await app.each(life);
    await app.ok(['pause', 'a']);
    await app.ok(['up', '-d']);
    expect(await app.states()).toEqual({ 'a-1': 'running', 'b-1': 'running' });
    await app.ok(['pause']);
    await app.ok(['start', 'b']);
    expect(await app.states()).toEqual({ 'a-1': 'running', 'b-1': 'running' });
    expect(await app.each(life)).toEqual(before);
  });

  test('what is paused can be stopped, restarted, killed, recreated, removed and taken down', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const pause = () => app.ok(['pause']);
    const both = (state: string) => ({ 'a-1': state, 'b-1': state });
    await pause();
    await app.ok(['stop']);
    expect(await app.states()).toEqual(both('exited 5'));
    await app.ok(['start']);
    await pause();
    await app.ok(['restart']);
    expect(await app.states()).toEqual(both('running'));
    await pause();
    await app.ok(['kill']);
    expect(await app.states()).toEqual(both('exited 137'));
    await app.ok(['start']);
    await pause();
    await app.ok(['up', '-d', '--force-recreate']);
    expect(await app.states()).toEqual(both('running'));
    await pause();
    await app.ok(['rm', '-f', '-s', 'b']);
    expect(await app.states()).toEqual({ 'a-1': 'paused' });
    await app.ok(['down']);
    expect(await app.everything()).toEqual([]);
  });
});
