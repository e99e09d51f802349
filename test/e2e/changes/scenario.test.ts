import { expect, test } from 'vitest';
import type { Inspected } from '../../support/engine-view.ts';
import { project, scenarios, scenariosInEachPlacement } from '../../support/scenario.ts';

const life = ({ Id, State }: Inspected) => `${Id} ${State.StartedAt}`;

scenariosInEachPlacement('changes', (placement) => {
  test('a network that has changed is made again under the containers', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    await app.ok(['up', '-d'], { env: { NET: '2' } });
    expect(await app.engine.get(`networks/${app.project}_default/json`)).toMatchObject({
      labels: { round: '2' },
    });
    expect(await app.states()).toEqual({
      'beside-1': 'running',
      'beside-2': 'running',
      'db-1': 'running',
      'web-1': 'running',
    });
    expect((await app.inside('beside', ['wget', '-q', '-O', '-', 'http://web'])).stdout).toBe('first\n');
    await app.ok(['down']);
    expect(await app.everything()).toEqual([]);
  });

  test('another published port is the affair of its service alone, unless the pod has it', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const before = await app.each(life);
    await app.ok(['up', '-d'], { env: { WHERE: String(app.ports[1]) } });
    const after = await app.each(life);
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(
      placement === 'auto' ? ['db-1', 'web-1'] : ['web-1'],
    );
    expect(await app.host.fetch(app.ports[1] ?? 0)).toBe('first\n');
    await expect(app.host.fetch(app.ports[0] ?? 0)).rejects.toThrow('refused');
  });

  test('--force-recreate makes all containers new, and only them', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const before = await app.each(({ Id }) => Id);
    const { [`pod/${app.project}-pod`]: pod } = await app.engine.everything(app.project);
    await app.ok(['up', '-d', '--force-recreate', '-t', '0']);
    const after = await app.each(({ Id }) => Id);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(Object.values(after).filter((id) => Object.values(before).includes(id))).toEqual([]);
    expect((await app.engine.everything(app.project))[`pod/${app.project}-pod`]).toBe(pod);
    const lines = (await app.containers()).keys();
    expect([...lines].sort()).toEqual(
      ['beside-1', 'beside-2', 'db-1', 'web-1'].map((name) => `${app.project}-${name}`),
    );
  });
});

scenarios('changes in the pod', () => {
  test('a service that has changed is recreated alone, and the plan says why', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const before = await app.each(life);
    const env = { PAGE: 'second' };
    const plan = await app.ok(['--dry-run', 'up', '-d'], { env });
    expect(plan.stdout).toMatch(/~ web +recreate in the pod: environment\.PAGE: first → second/);
    expect(plan.stdout).toMatch(/: 1 to recreate, \d+ unchanged/);
    expect(await app.each(life)).toEqual(before);

    await app.ok(['up', '-d'], { env });
    const { 'web-1': web, ...others } = await app.each(life);
    expect(web).not.toBe(before['web-1']);
    expect({ ...others, 'web-1': before['web-1'] }).toEqual(before);
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('second\n');
  });

  test('another published port rebuilds the pod with all that is in it, and the plan says so', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const before = await app.each(life);
    const env = { WHERE: String(app.ports[1]) };
    const plan = await app.ok(['--dry-run', 'up', '-d'], { env });
    expect(plan.stdout).toMatch(
      new RegExp(
        `! the pod ${app.project}-pod is made anew, as its published ports.*; db and web stop meanwhile, and cannot be put back should that fail`,
      ),
    );
    expect(plan.stdout).toMatch(/~ db +recreate in the pod/);

    await app.ok(['up', '-d'], { env });
    const after = await app.each(life);
    expect(after['web-1']).not.toBe(before['web-1']);
    expect(after['db-1']).not.toBe(before['db-1']);
    expect(after['beside-1']).toBe(before['beside-1']);
    expect(await app.host.fetch(app.ports[1] ?? 0)).toBe('first\n');
    await expect(app.host.fetch(app.ports[0] ?? 0)).rejects.toThrow('refused');
  });

  test('what was stopped, killed or removed behind our back runs again', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const before = await app.each(({ Id }) => Id);
    const container = (name: string) => `${app.project}-${name}`;
    await app.host.run('podman', ['kill', container('web-1'), container('beside-1')]);
    await app.host.run('podman', ['rm', '--force', '--time', '0', container('beside-2'), container('db-1')]);
    await app.ok(['up', '-d']);
    expect(Object.values(await app.states())).toEqual(['running', 'running', 'running', 'running']);
    const after = await app.each(({ Id }) => Id);
    expect([after['web-1'], after['beside-1']]).toEqual([before['web-1'], before['beside-1']]);

    await app.host.run('podman', ['pod', 'stop', '--time', '0', `${app.project}-pod`]);
    await app.ok(['up', '-d']);
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('first\n');
    expect((await app.container('web')).Id).toBe(after['web-1']);
  });
});
