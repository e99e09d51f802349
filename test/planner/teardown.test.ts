import { describe, expect, test } from 'vitest';
import { formatPlan } from '../../src/planner/format-plan.ts';
import type { ObservedState } from '../../src/planner/observed.ts';
import { label } from '../../src/planner/labels.ts';
import { reconcile } from '../../src/planner/reconcile.ts';
import { planDown } from '../../src/planner/teardown.ts';
import type { DownOptions } from '../../src/planner/teardown.ts';
import { applyPlan } from '../support/model-engine.ts';
import { emptyEngine, optionsFixture, projectFixture } from '../support/project-fixture.ts';

const project = projectFixture({
  db: {},
  api: { dependsOn: { db: 'service_healthy' } },
  web: { dependsOn: { api: 'service_started' }, replicas: 2 },
});

function running(given: Partial<ObservedState> = {}): ObservedState {
  const { value } = reconcile(project, emptyEngine(), optionsFixture(project), 0);
  if (value === undefined) throw new Error('no plan');
  return { ...applyPlan(emptyEngine(), value), ...given };
}

const wholeProject: DownOptions = {
  services: [],
  volumes: false,
  images: [],
  graceMs: undefined,
  project: undefined,
};

function down(state: ObservedState, options: Partial<DownOptions> = {}): string {
  return formatPlan(planDown('app', state, { ...wholeProject, ...options }));
}

/** What podman-compose made: containers that the engine keeps while others require them, in a pod without labels. */
function ofAnotherTool(pod: string | undefined): ObservedState {
  const { containers: made, ...state } = running({ pods: [] });
  const ids = new Map(made.map(({ id, service }) => [service, id]));
  const requirements = new Map([
    ['api', ['db']],
    ['web', ['api', 'db']],
  ]);
  const containers = made
    .filter(({ replica }) => replica === 1)
    .map((container) => ({
      ...container,
      labels: new Map([[label.project, 'app']]),
      pod,
      requires: (requirements.get(container.service ?? '') ?? []).flatMap((name) => ids.get(name) ?? []),
    }));
  const found = { id: 'p', name: 'pod_app', infraId: '', infraState: 'unknown', networks: undefined };
  return { ...state, containers, pods: pod === undefined ? [] : [{ ...found, labels: new Map() }] };
}

describe('down', () => {
  test('removes what others require after those, also in a part of the project', () => {
    expect(down(ofAnotherTool(undefined))).toMatchInlineSnapshot(`
      "#1: stop container app-web-1 (the project is taken down)
      #2 after #1: stop container app-api-1 (the project is taken down)
      #3 after #1 #2: stop container app-db-1 (the project is taken down)
      #4 after #1: remove container app-web-1 (the project is taken down)
      #5 after #2 #4: remove container app-api-1 (the project is taken down)
      #6 after #3 #4 #5: remove container app-db-1 (the project is taken down)
      #7 after #1 #2 #3 #4 #5 #6: remove network app_default (the project is taken down)

      4 to remove
      "
    `);
    expect(down(ofAnotherTool(undefined), { services: ['api'] })).toMatchInlineSnapshot(`
      "#1: stop container app-web-1 (it was named, or depends on one that was)
      #2 after #1: stop container app-api-1 (it was named, or depends on one that was)
      #3 after #1: remove container app-web-1 (it was named, or depends on one that was)
      #4 after #2 #3: remove container app-api-1 (it was named, or depends on one that was)

      2 to remove
      "
    `);
    expect(down(ofAnotherTool('pod_app'))).toMatchInlineSnapshot(`
      "#1: stop container app-web-1 (the project is taken down)
      #2 after #1: stop container app-api-1 (the project is taken down)
      #3 after #1 #2: remove pod pod_app (the project is taken down)
      #4 after #1 #2 #3: remove network app_default (the project is taken down)

      5 to remove
      "
    `);
  });

  test('stops dependents first and leaves the rest of the pod to one call', () => {
    expect(down(running())).toMatchInlineSnapshot(`
      "#1: stop container app-web-1 (the project is taken down)
      #2 after #1: remove container app-web-1 (the project is taken down)
      #3: stop container app-web-2 (the project is taken down)
      #4 after #1 #3: stop container app-api-1 (the project is taken down)
      #5 after #3: remove container app-web-2 (the project is taken down)
      #6 after #4: remove pod app-pod (the project is taken down)
      #7 after #1 #2 #3 #4 #5 #6: remove network app_default (the project is taken down)

      6 to remove
      "
    `);
  });

  test('stops each member itself where Podman would stop a pod one by one', () => {
    expect(down(running({ engineVersion: [5, 4, 2] }))).toMatchInlineSnapshot(`
      "#1: stop container app-web-1 (the project is taken down)
      #2 after #1: remove container app-web-1 (the project is taken down)
      #3: stop container app-web-2 (the project is taken down)
      #4 after #1 #3: stop container app-api-1 (the project is taken down)
      #5 after #4: stop container app-db-1 (the project is taken down)
      #6 after #3: remove container app-web-2 (the project is taken down)
      #7 after #4 #5: remove pod app-pod (the project is taken down)
      #8 after #1 #2 #3 #4 #5 #6 #7: remove network app_default (the project is taken down)

      6 to remove
      "
    `);
  });

  test('takes containers with anonymous volumes, and who may use them, out of the pod before it goes', () => {
    const state = running();
    const containers = state.containers.map((container) =>
      container.service === 'db'
        ? { ...container, labels: new Map([...container.labels, [label.anonymousVolumes, 'true']]) }
        : container,
    );
    expect(down({ ...state, containers })).toMatchInlineSnapshot(`
      "#1: stop container app-web-1 (the project is taken down)
      #2 after #1: remove container app-web-1 (the project is taken down)
      #3: stop container app-web-2 (the project is taken down)
      #4 after #1 #3: stop container app-api-1 (the project is taken down)
      #5 after #4: stop container app-db-1 (the project is taken down)
      #6 after #3: remove container app-web-2 (the project is taken down)
      #7 after #2 #4 #6: remove container app-api-1 (the project is taken down)
      #8 after #5 #7: remove container app-db-1 (the project is taken down)
      #9 after #4 #5 #7 #8: remove pod app-pod (the project is taken down)
      #10 after #1 #2 #3 #4 #5 #6 #7 #8 #9: remove network app_default (the project is taken down)

      6 to remove
      "
    `);
  });

  test('removes whoever depends on a container before it, though none was ever started', () => {
    const order = (state: ObservedState) =>
      planDown('app', state, wholeProject).operations.flatMap((step) =>
        step.kind === 'remove-container' ? [step.container.name] : step.kind === 'remove-pod' ? ['pod'] : [],
      );
    const never = running({ pods: [] });
    const created = never.containers.map((container) => ({
      ...container,
      state: 'created' as const,
      pod: undefined,
    }));
    expect(order({ ...never, containers: created })).toEqual([
      'app-web-1',
      'app-web-2',
      'app-api-1',
      'app-db-1',
    ]);
  });

  test('also goes where the labels lead in a circle, and through services that have ended', () => {
    const state = running();
    const containers = state.containers.map((container) =>
      container.service === 'db'
        ? {
            ...container,
            labels: new Map([...container.labels, [label.dependsOn, 'web:service_started:false']]),
          }
        : container,
    );
    const gone = (after: ObservedState) => [after.containers, after.pods, after.networks];
    const plan = planDown('app', { ...state, containers }, wholeProject);
    expect(gone(applyPlan({ ...state, containers }, plan))).toEqual([[], [], []]);
    const halfDone = state.containers.map((container) =>
      container.service === 'api' ? { ...container, state: 'exited' as const } : container,
    );
    expect(down({ ...state, containers: halfDone, engineVersion: [5, 4, 2] })).toContain(
      '#4 after #1 #3: stop container app-db-1',
    );
  });

  test('of one service takes what depends on it too, and nothing else', () => {
    expect(down(running(), { services: ['api'] })).toMatchInlineSnapshot(`
      "#1: stop container app-web-1 (it was named, or depends on one that was)
      #2 after #1: remove container app-web-1 (it was named, or depends on one that was)
      #3: stop container app-web-2 (it was named, or depends on one that was)
      #4 after #1 #3: stop container app-api-1 (it was named, or depends on one that was)
      #5 after #3: remove container app-web-2 (it was named, or depends on one that was)
      #6 after #2 #4 #5: remove container app-api-1 (it was named, or depends on one that was)

      3 to remove
      "
    `);
  });
});
