import { describe, expect, test } from 'vitest';
import type { Hook } from '../../src/model/service.ts';
import { formatPlan } from '../../src/planner/format-plan.ts';
import type { ObservedState } from '../../src/planner/observed.ts';
import { reconcile } from '../../src/planner/reconcile.ts';
import type { ReconcileOptions } from '../../src/planner/reconcile-options.ts';
import { planRestart } from '../../src/planner/restart-plan.ts';
import { serviceGraph } from '../../src/planner/service-graph.ts';
import { planStop } from '../../src/planner/stop-plan.ts';
import { planDown } from '../../src/planner/teardown.ts';
import { applyPlan } from '../support/model-engine.ts';
import { emptyEngine, optionsFixture, projectFixture } from '../support/project-fixture.ts';

const hook: Hook = {
  command: ['true'],
  image: undefined,
  isPerReplica: false,
  user: undefined,
  isPrivileged: false,
  workingDir: undefined,
  environment: new Map(),
};

const project = projectFixture({
  db: { postStart: [hook], preStop: [hook] },
  web: { dependsOn: { db: 'service_started' }, preStart: [hook, hook], preStop: [hook, hook] },
});

function up(state: ObservedState, of = project, more: Partial<ReconcileOptions> = {}) {
  const { value } = reconcile(of, state, { ...optionsFixture(of), ...more }, 0);
  if (value === undefined) throw new Error('no plan');
  return value;
}

/** The steps that run hooks or stop and start containers. */
function lives(text: string): string {
  return text
    .split('\n')
    .filter((line) => /: (?:run|start container|stop container|wait|remove)/u.test(line))
    .join('\n');
}

function running(of = project): ObservedState {
  return applyPlan(emptyEngine(), up(emptyEngine(), of));
}

describe('hooks in plans', () => {
  test('pre_start before a start, one after the other; post_start behind it, before those that depend on it', () => {
    expect(lives(formatPlan(up(emptyEngine())))).toMatchInlineSnapshot(`
      "#6 after #5: start container app-db-1 (not there yet)
      #9 after #6: run post_start[0] in container app-db-1 (it runs after the start)
      #10 after #6 #8 #9: run pre_start[0] for container app-web-1 (it runs before the start)
      #11 after #10: run pre_start[1] for container app-web-1 (it runs before the start)
      #12 after #11: start container app-web-1 (not there yet)"
    `);
  });

  test('a container that only stopped has had its pre_start', () => {
    const observed = running();
    const state = {
      ...observed,
      containers: observed.containers.map((one) => ({ ...one, state: 'exited' as const, exitCode: 0 })),
    };
    expect(lives(formatPlan(up(state)))).not.toContain('pre_start');
    expect(up(running()).operations).toEqual([]);
  });

  test('a failed pre_start runs again, as its container was never started', () => {
    const observed = running();
    const state = {
      ...observed,
      containers: observed.containers.map((one) =>
        one.service === 'web' ? { ...one, state: 'created' as const } : one,
      ),
    };
    expect(lives(formatPlan(up(state)))).toContain('run pre_start[0] for container app-web-1');
  });

  test('one for each replica, or one for all as long as none runs', () => {
    const scaled = projectFixture({
      web: { replicas: 2, preStart: [hook, { ...hook, isPerReplica: true }] },
    });
    expect(lives(formatPlan(up(emptyEngine(), scaled)))).toMatchInlineSnapshot(`
      "#6 after #1 #3: run pre_start[0] for container app-web-1 (it runs before the start)
      #7 after #1 #6: run pre_start[1] for container app-web-1 (it runs before the start)
      #8 after #7: start container app-web-1 (not there yet)
      #9 after #1 #5 #6: run pre_start[1] for container app-web-2 (it runs before the start)
      #10 after #9: start container app-web-2 (not there yet)"
    `);
    const scale = new Map([...scaled.services.keys()].map((name) => [name, 3] as const));
    expect(lives(formatPlan(up(running(scaled), scaled, { scale })))).toMatchInlineSnapshot(`
      "#3 after #2: run pre_start[1] for container app-web-3 (it runs before the start)
      #4 after #3: start container app-web-3 (3 wanted)"
    `);
  });

  test('a recreated container has the hooks of its stop and of its start', () => {
    const text = formatPlan(up(running(), project, { recreate: 'force' }));
    expect(lives(text)).toMatchInlineSnapshot(`
      "#3 after #2: run pre_stop[0] in container app-web-1 (it runs before the stop)
      #4 after #3: run pre_stop[1] in container app-web-1 (it runs before the stop)
      #5 after #4: stop container app-web-1 (a new container was asked for)
      #8 after #1 #5: run pre_stop[0] in container app-db-1 (it runs before the stop)
      #9 after #8: stop container app-db-1 (a new container was asked for)
      #12 after #11: start container app-db-1 (a new container was asked for)
      #13 after #1 #9 #10 #11 #12: remove container app-db-1 (a new container was asked for)
      #15 after #12: run post_start[0] in container app-db-1 (it runs after the start)
      #16 after #5 #7 #12 #15: run pre_start[0] for container app-web-1 (it runs before the start)
      #17 after #5 #16: run pre_start[1] for container app-web-1 (it runs before the start)
      #18 after #17: start container app-web-1 (a new container was asked for)
      #19 after #2 #5 #6 #7 #18: remove container app-web-1 (a new container was asked for)"
    `);
  });

  test('stop and restart run pre_stop before the signal and after the stops of dependents', () => {
    const state = running();
    const graph = serviceGraph(project, state.containers);
    const stop = planStop('app', state, { graph, services: undefined, graceMs: undefined, because: 'stop' });
    expect(lives(formatPlan(stop))).toMatchInlineSnapshot(`
      "#1: run pre_stop[0] in container app-web-1 (it runs before the stop)
      #2 after #1: run pre_stop[1] in container app-web-1 (it runs before the stop)
      #3 after #2: stop container app-web-1 (stop)
      #4 after #3: run pre_stop[0] in container app-db-1 (it runs before the stop)
      #5 after #4: stop container app-db-1 (stop)"
    `);
    const restart = planRestart('app', state, {
      graph,
      services: new Set(['db']),
      withDependents: true,
      graceMs: undefined,
    });
    expect(lives(formatPlan(restart))).toMatchInlineSnapshot(`
      "#1: run pre_stop[0] in container app-db-1 (it runs before the stop)
      #2 after #1: stop container app-db-1 (a restart was asked for)
      #3 after #2: start container app-db-1 (a restart was asked for)
      #4 after #3: run post_start[0] in container app-db-1 (it runs after the start)"
    `);
  });

  test('down stops a member with a hook itself; without the file nothing is known of hooks', () => {
    const options = { services: [], volumes: false, images: [], graceMs: undefined };
    const single = projectFixture({ db: { preStop: [hook] }, other: {} });
    const state = running(single);
    expect(lives(formatPlan(planDown('app', state, { ...options, project: single })))).toMatchInlineSnapshot(`
      "#1: run pre_stop[0] in container app-db-1 (it runs before the stop)
      #2 after #1: stop container app-db-1 (the project is taken down)
      #3 after #2: remove pod app-pod (the project is taken down)
      #4 after #2 #3: remove network app_default (the project is taken down)"
    `);
    expect(formatPlan(planDown('app', state, { ...options, project: undefined }))).not.toContain('pre_stop');
  });

  test('a hook in an image of its own has that pulled, and its entry point', () => {
    const of = projectFixture({
      web: { entrypoint: ['/serve'], user: '7', preStart: [{ ...hook, image: 'localhost/tools' }] },
    });
    const plan = up({ ...emptyEngine(), images: new Map() }, of);
    const pulled = plan.operations.flatMap((one) => (one.kind === 'pull-image' ? [one.image] : []));
    expect(pulled).toContain('localhost/tools');
    const runner = plan.operations.find((one) => one.kind === 'run-pre-start')?.runner;
    expect(runner?.image).toBe('localhost/tools');
    expect(runner?.service).toMatchObject({ entrypoint: undefined, user: '7', command: ['true'], ports: [] });
    expect(runner?.labels.get('com.docker.compose.oneoff')).toBe('True');
    expect(runner?.labels.has('com.docker.compose.container-number')).toBe(false);
  });
});
