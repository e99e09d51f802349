import { describe, expect, test } from 'vitest';
import type { ObservedState } from '../../src/planner/observed.ts';
import { serviceName } from '../support/designs.ts';
import { found, patched, planOf, printed, running } from '../support/plan-text.ts';
import {
  emptyEngine,
  networkFixture,
  projectFixture,
  volumeFixture,
  volumeMount,
} from '../support/project-fixture.ts';

const web = serviceName('web');

/** The state with a one-off of `web`. */
function withOneOff(base: ObservedState, state: 'running' | 'exited'): ObservedState {
  const [model] = base.containers;
  if (model === undefined) throw new Error('no container');
  const oneOff = { ...model, id: 'f'.repeat(64), name: 'app-web-run-1', isOneOff: true, pod: undefined };
  return { ...base, containers: [...base.containers, { ...oneOff, state, exitCode: 0 }] };
}

describe('what an up leaves alone', () => {
  const project = projectFixture({ web: {} });

  test('services whose profile is off, which are no orphans either', () => {
    const all = projectFixture({ web: {}, tool: { profiles: ['tools'] } });
    const tool = all.services.get(serviceName('tool'));
    if (tool === undefined) throw new Error('no service');
    const off = projectFixture({ web: {} }, { disabledServices: new Map([[tool.name, tool]]) });
    const state = running(all);
    expect(printed(off, state, { removeOrphans: true })).toMatchInlineSnapshot(`
      "nothing to do, 3 unchanged
      "
    `);
    expect(found(off, state)).toEqual([]);
  });

  test('one-offs; those that have ended are told of, and go with --remove-orphans', () => {
    const state = running(project);
    expect(printed(project, withOneOff(state, 'running'), { removeOrphans: true })).toMatchInlineSnapshot(`
      "nothing to do, 3 unchanged
      "
    `);
    expect(printed(project, withOneOff(state, 'exited'))).toMatchInlineSnapshot(`
      "nothing to do, 3 unchanged
      "
    `);
    expect(printed(project, withOneOff(state, 'exited'), { removeOrphans: true })).toMatchInlineSnapshot(`
      "#1: remove container app-web-run-1 (a one-off that has ended)

      1 to remove, 3 unchanged
      "
    `);
    expect(found(project, withOneOff(state, 'running'))).toEqual([]);
    expect(found(project, withOneOff(state, 'exited'))).toEqual(['plan/orphans']);
  });

  test('services that were not named and that no named one needs', () => {
    const two = projectFixture({ db: {}, web: {} });
    const changed = projectFixture({ db: { command: ['other'] }, web: { command: ['other'] } });
    expect(printed(changed, running(two), { selected: new Set([web]), targets: new Set([web]) }))
      .toMatchInlineSnapshot(`
      "#1: create container 1-app-web-10_app-web-1 in pod app-pod (command added)
      #2 after #1: stop container app-web-1 (command added)
      #3 after #1 #2: rename container 1-app-web-10_app-web-1 to app-web-1 (command added)
      #4 after #1 #3: init container app-web-1 (command added)
      #5 after #4: start container app-web-1 (command added)
      #6 after #1 #2 #3 #4 #5: remove container app-web-1 (command added)
      #7 if #1 #2 #3 #4 #5 fails: put container app-web-1 back

      1 to recreate, 2 unchanged
      "
    `);
  });
});

describe('what is external', () => {
  const external = { isExternal: true, name: 'away' };
  const project = projectFixture(
    { db: { networks: ['far'] }, web: {}, store: { mounts: [volumeMount('data')] } },
    {
      networks: new Map([['far', networkFixture('far', external)]]),
      volumes: new Map([['data', volumeFixture('data', external)]]),
    },
  );
  const only = (...names: readonly string[]) => {
    const selected = new Set(names.map(serviceName));
    return { selected, targets: selected };
  };

  test('and missing is an error for who uses it alone', () => {
    expect(found(project, emptyEngine())).toEqual(['plan/network-missing', 'plan/volume-missing']);
    expect(found(project, emptyEngine(), only('web'))).toEqual([]);
    expect(found(project, emptyEngine(), only('web', 'store'))).toEqual(['plan/volume-missing']);
    expect(found(project, emptyEngine(), only('web', 'db'))).toEqual(['plan/network-missing']);
  });

  test('and there is used as it is, and never made', () => {
    const named = { name: 'away', labels: new Map<string, string>() };
    const state = emptyEngine({ networks: [named], volumes: [named] });
    expect(printed(project, state)).toMatchInlineSnapshot(`
      "#1: create network app_default (not there yet)
      #2 after #1: create pod app-pod (not there yet)
      #3 after #2: start pod app-pod (not there yet)
      #4: create container app-db-1 (not there yet)
      #5 after #4: init container app-db-1 (not there yet)
      #6 after #5: start container app-db-1 (not there yet)
      #7 after #2: create container app-store-1 in pod app-pod (not there yet)
      #8 after #3 #7: init container app-store-1 (not there yet)
      #9 after #8: start container app-store-1 (not there yet)
      #10 after #2: create container app-web-1 in pod app-pod (not there yet)
      #11 after #3 #10: init container app-web-1 (not there yet)
      #12 after #11: start container app-web-1 (not there yet)

      5 to create, 1 unchanged
      "
    `);
  });
});

describe('numbers of containers', () => {
  const project = (replicas: number, level = 'info') =>
    projectFixture({ web: { replicas, environment: new Map([['LEVEL', level]]) } });
  const beside = (replicas: number, level?: string) =>
    running(project(replicas, level), { placement: 'network' });
  const names = (state: ObservedState, wanted: number, level?: string) =>
    planOf(project(wanted, level), state, { placement: 'network' }).operations.flatMap((it) => {
      if (it.kind === 'create-container') return [`+${it.container.replica}`];
      return it.kind === 'remove-container' ? [`-${it.container.replica}`] : [];
    });

  test('go up from the highest and down to it', () => {
    expect(names(beside(2), 4)).toEqual(['+3', '+4']);
    expect(names(beside(4), 2)).toEqual(['-3', '-4']);
    const gap = beside(3);
    const without2 = { ...gap, containers: gap.containers.filter(({ replica }) => replica !== 2) };
    expect(names(without2, 3)).toEqual(['+4']);
    expect(names(without2, 1)).toEqual(['-3']);
  });

  test('what is out of date goes first', () => {
    const state = beside(3);
    const mixed = patched(state, 'app-web-3', {
      labels: beside(3, 'debug').containers.find(({ name }) => name === 'app-web-3')?.labels ?? new Map(),
    });
    expect(names(mixed, 1, 'debug')).toEqual(['-1', '-2']);
  });

  test('a service that gets a second container leaves the pod, which unlearns its names', () => {
    const two = (replicas: number) => projectFixture({ db: {}, web: { replicas } });
    expect(printed(two(2), running(two(1)))).toMatchInlineSnapshot(`
      "#1: rename pod app-pod on network app_default (app-web-1 is no longer in it)
      #2: stop container app-web-1 (it moves out of the pod: 2 replicas need a network namespace each)
      #3 after #2: remove container app-web-1 (it moves out of the pod: 2 replicas need a network namespace each)
      #4 after #3: create container app-web-1 (it moves out of the pod: 2 replicas need a network namespace each)
      #5 after #4: init container app-web-1 (it moves out of the pod: 2 replicas need a network namespace each)
      #6 after #1 #5: start container app-web-1 (it moves out of the pod: 2 replicas need a network namespace each)
      #7: create container app-web-2 (2 wanted)
      #8 after #7: init container app-web-2 (2 wanted)
      #9 after #1 #8: start container app-web-2 (2 wanted)

      1 to create, 1 to recreate, 1 to reconnect, 2 unchanged
      "
    `);
  });
});
