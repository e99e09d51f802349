import { describe, expect, test } from 'vitest';
import type { Project } from '../../src/model/project.ts';
import { formatPlan } from '../../src/planner/format-plan.ts';
import { planKill } from '../../src/planner/kill-plan.ts';
import { label } from '../../src/planner/labels.ts';
import type { ObservedContainer, ObservedState } from '../../src/planner/observed.ts';
import { planPause, planUnpause } from '../../src/planner/pause-plan.ts';
import { reconcile } from '../../src/planner/reconcile.ts';
import { planRemove } from '../../src/planner/remove-plan.ts';
import { planRestart } from '../../src/planner/restart-plan.ts';
import { serviceGraph } from '../../src/planner/service-graph.ts';
import { planStart } from '../../src/planner/start-plan.ts';
import type { StartOptions } from '../../src/planner/start-plan.ts';
import { planStop } from '../../src/planner/stop-plan.ts';
import { serviceName } from '../support/designs.ts';
import { applyPlan } from '../support/model-engine.ts';
import { emptyEngine, optionsFixture, projectFixture } from '../support/project-fixture.ts';

/** `web` (two beside the pod) depends on `api`, and that on `db` and the job `seed`; `log` follows `db` at each restart. */
const project = projectFixture({
  db: {},
  seed: { dependsOn: { db: 'service_healthy' } },
  api: { dependsOn: { db: 'service_healthy', seed: 'service_completed_successfully' } },
  web: { dependsOn: { api: 'service_started' }, replicas: 2 },
  log: { dependsOn: { db: { condition: 'service_healthy', restart: true } } },
});
const jobs = new Set(['seed']);

function running(of: Project = project): ObservedState {
  const { value } = reconcile(of, emptyEngine(), optionsFixture(of), 0);
  if (value === undefined) throw new Error('no plan');
  return applyPlan(emptyEngine(), value, jobs);
}

function stopped(services: readonly string[] = [...project.services.keys()]): ObservedState {
  return applyPlan(running(), stop(running(), services));
}

function patched(state: ObservedState, service: string, change: Partial<ObservedContainer>): ObservedState {
  const containers = state.containers.map((one) => (one.service === service ? { ...one, ...change } : one));
  return { ...state, containers };
}

function stop(state: ObservedState, services?: readonly string[], of: Project | undefined = project) {
  return planStop('app', state, {
    graph: serviceGraph(of, state.containers),
    services: services === undefined ? undefined : new Set(services),
    graceMs: 2000,
    because: 'a stop',
  });
}

function start(state: ObservedState, services: readonly string[], more: Partial<StartOptions> = {}) {
  const graph = serviceGraph(project, state.containers);
  return planStart('app', state, { graph, services, wait: undefined, ...more });
}

function startText(...args: Parameters<typeof start>): string {
  const { value } = start(...args);
  if (value === undefined) throw new Error('no plan');
  return formatPlan(value);
}

describe('stop', () => {
  test('goes against the dependencies, and then the pod lets go of its ports', () => {
    expect(formatPlan(stop(running()))).toMatchInlineSnapshot(`
      "#1: stop container app-log-1 (a stop)
      #2: stop container app-web-1 (a stop)
      #3: stop container app-web-2 (a stop)
      #4 after #2 #3: stop container app-api-1 (a stop)
      #5 after #1 #4: stop container app-db-1 (a stop)
      #6 after #1 #4 #5: stop pod app-pod (a stop)

      6 to stop
      "
    `);
  });

  test('orders services that only another one between them connects', () => {
    expect(formatPlan(stop(running(), ['web', 'db']))).toMatchInlineSnapshot(`
      "#1: stop container app-web-1 (a stop)
      #2: stop container app-web-2 (a stop)
      #3 after #1 #2: stop container app-db-1 (a stop)

      3 to stop
      "
    `);
  });

  test('leaves a pod alone that others of its members use', () => {
    expect(formatPlan(stop(running(), ['log']))).not.toContain('pod');
    expect(formatPlan(stop(stopped(['api', 'db']), ['log']))).toContain('stop pod app-pod');
  });

  test('leaves one-offs alone, and their pod too', () => {
    const state = patched(running(), 'log', { isOneOff: true });
    const text = formatPlan(stop(state));
    expect(text).not.toContain('app-log-1');
    expect(text).not.toContain('pod');
  });

  test('works from labels as from a file, also where they lead in a circle', () => {
    const state = running();
    const byLabels = planStop('app', state, {
      graph: serviceGraph(undefined, state.containers),
      services: undefined,
      graceMs: 2000,
      because: 'a stop',
    });
    expect(formatPlan(byLabels)).toBe(formatPlan(stop(state)));
    const db = state.containers.find(({ service }) => service === 'db');
    const labels = new Map([...(db?.labels ?? []), [label.dependsOn, 'web:service_started:false']]);
    const circle = patched(state, 'db', { labels });
    const plan = planStop('app', circle, {
      graph: serviceGraph(undefined, circle.containers),
      services: undefined,
      graceMs: undefined,
      because: 'a stop',
    });
    expect(plan.operations.filter(({ kind }) => kind === 'stop-container')).toHaveLength(5);
  });
});

describe('start', () => {
  test('brings what a service depends on, and waits as it does in `up`', () => {
    expect(startText(stopped(), ['api'])).toMatchInlineSnapshot(`
      "#1: start pod app-pod (it is not running)
      #2 after #1: start container app-db-1 (it has exited (143))
      #3 after #2: wait until container app-db-1 is healthy (others wait for it to be healthy)
      #4 after #1 #3: start container app-seed-1 (it has exited (0))
      #5 after #4: wait until container app-seed-1 has completed (others wait for it to complete)
      #6 after #1 #3 #5: start container app-api-1 (it has exited (143))

      4 to start
      "
    `);
  });

  test('of what runs does nothing; a job that has ended well stays so', () => {
    expect(startText(running(), [])).toBe('nothing to do, 6 unchanged\n');
  });

  test('lets a paused container go on', () => {
    expect(startText(patched(running(), 'log', { state: 'paused' }), ['log'])).toMatchInlineSnapshot(`
      "#1: unpause container app-log-1 (it is paused)

      1 to unpause, 1 unchanged
      "
    `);
  });

  test('refuses a named service without containers, and passes over one that was not named', () => {
    const state = stopped();
    const containers = state.containers.filter(({ service }) => service !== 'web');
    const { value, diagnostics } = start({ ...state, containers }, ['web', 'db']);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'plan/no-container', args: { service: 'web' } }]);
    expect(startText({ ...state, containers }, [])).toContain('start container app-api-1');
    expect(start(emptyEngine(), []).diagnostics).toHaveLength(5);
  });

  test('with --wait waits for the health of what runs already', () => {
    expect(startText(running(), ['web'], { wait: { timeoutMs: 3000 } })).toMatchInlineSnapshot(`
      "#1: wait until container app-api-1 is healthy (\`--wait\`)
      #2: wait until container app-db-1 is healthy (\`--wait\`)
      #3: wait until container app-web-1 is healthy (\`--wait\`)
      #4: wait until container app-web-2 is healthy (\`--wait\`)

      nothing to do, 5 unchanged
      "
    `);
  });

  test('after a stop gives back what ran', () => {
    const { value } = start(stopped(), []);
    if (value === undefined) throw new Error('no plan');
    const again = applyPlan(stopped(), value, jobs);
    expect(again.containers.map(({ id, state }) => [id, state])).toEqual(
      running().containers.map(({ id, state }) => [id, state]),
    );
    expect(again.pods).toMatchObject([{ infraState: 'running' }]);
  });
});

describe('restart', () => {
  const restart = (state: ObservedState, services: readonly string[], withDependents = true) =>
    formatPlan(
      planRestart('app', state, {
        graph: serviceGraph(project, state.containers),
        services: new Set(services),
        withDependents,
        graceMs: undefined,
      }),
    );

  test('takes those along that want it, once what they depend on is well', () => {
    expect(restart(running(), ['db'])).toMatchInlineSnapshot(`
      "#1: stop container app-db-1 (a restart was asked for)
      #2 after #1: start container app-db-1 (a restart was asked for)
      #3 after #2: wait until container app-db-1 is healthy (others wait for it to be healthy)
      #4 after #3: stop container app-log-1 (a service that it depends on is restarted)
      #5 after #4: start container app-log-1 (a service that it depends on is restarted)

      2 to restart
      "
    `);
    expect(restart(running(), ['db'], false)).not.toContain('app-log-1');
  });

  test('restarts independent services at the same time, and starts what had ended', () => {
    expect(restart(running(), ['api', 'seed'])).toMatchInlineSnapshot(`
      "#1: stop container app-api-1 (a restart was asked for)
      #2 after #1: start container app-api-1 (a restart was asked for)
      #3: start container app-seed-1 (a restart was asked for)

      1 to start, 1 to restart
      "
    `);
  });
});

describe('kill', () => {
  test('sends a signal to what is alive, one-offs too', () => {
    const state = patched(stopped(['api']), 'log', { isOneOff: true });
    const plan = planKill('app', state, { services: new Set(['log', 'api', 'db']), signal: 'SIGHUP' });
    expect(formatPlan(plan)).toMatchInlineSnapshot(`
      "#1: kill container app-db-1 (SIGHUP was asked for)
      #2: kill container app-log-1 (SIGHUP was asked for)

      2 to kill
      "
    `);
  });

  test('with SIGKILL ends the pod where nothing is left in it', () => {
    const services = new Set(project.services.keys());
    expect(formatPlan(planKill('app', running(), { services, signal: 'SIGKILL' }))).toContain(
      'stop pod app-pod',
    );
    expect(formatPlan(planKill('app', running(), { services, signal: 'SIGTERM' }))).not.toContain('pod');
  });
});

describe('pause', () => {
  const services = new Set(['db', 'log']);

  test('freezes what runs, and complains about what is paused already', () => {
    const state = patched(running(), 'log', { state: 'paused' });
    const { value, diagnostics } = planPause('app', state, { services, areNamed: false });
    expect(value?.operations).toMatchObject([{ kind: 'pause-container', container: { name: 'app-db-1' } }]);
    expect(diagnostics).toMatchObject([{ code: 'plan/already-paused', args: { container: 'app-log-1' } }]);
  });

  test('unpause complains about what runs only when that was named', () => {
    const state = patched(running(), 'log', { state: 'paused' });
    const all = planUnpause('app', state, { services, areNamed: false });
    expect(all.value?.operations).toMatchObject([
      { kind: 'unpause-container', container: { name: 'app-log-1' } },
    ]);
    expect(all.diagnostics).toEqual([]);
    const named = planUnpause('app', state, { services, areNamed: true });
    expect(named.diagnostics).toMatchObject([{ code: 'plan/not-paused', args: { container: 'app-db-1' } }]);
  });
});

describe('rm', () => {
  const remove = (state: ObservedState, stopFirst = false, services = [...project.services.keys()]) =>
    formatPlan(
      planRemove('app', state, {
        graph: serviceGraph(project, state.containers),
        services: new Set<string>(services),
        stopFirst,
        volumes: false,
      }),
    );

  test('removes what has ended, and nothing else', () => {
    expect(remove(stopped(['web']))).toMatchInlineSnapshot(`
      "#1: remove container app-web-1 (its removal was asked for)
      #2: remove container app-web-2 (its removal was asked for)
      #3 after #1 #2: remove container app-seed-1 (its removal was asked for)

      3 to remove
      "
    `);
  });

  test('with --stop takes all, dependents first, and the empty pod with them', () => {
    expect(remove(running(), true)).toMatchInlineSnapshot(`
      "#1: stop container app-log-1 (its removal was asked for)
      #2: stop container app-web-1 (its removal was asked for)
      #3: stop container app-web-2 (its removal was asked for)
      #4 after #2 #3: stop container app-api-1 (its removal was asked for)
      #5 after #1 #4: stop container app-db-1 (its removal was asked for)
      #6 after #1: remove container app-log-1 (its removal was asked for)
      #7 after #2: remove container app-web-1 (its removal was asked for)
      #8 after #3: remove container app-web-2 (its removal was asked for)
      #9 after #4 #7 #8: remove container app-api-1 (its removal was asked for)
      #10 after #9: remove container app-seed-1 (its removal was asked for)
      #11 after #5 #6 #9 #10: remove container app-db-1 (its removal was asked for)
      #12 after #6 #9 #10 #11: remove pod app-pod (nothing is in it any more)

      7 to remove
      "
    `);
  });
});

describe('up', () => {
  const plan = (of: Project, state: ObservedState, recreate: 'diverged' | 'force' = 'diverged') => {
    const { value } = reconcile(of, state, optionsFixture(of, { recreate }), 0);
    if (value === undefined) throw new Error('no plan');
    return formatPlan({ ...value, placement: [] });
  };

  test('lets a paused container go on before what depends on it starts', () => {
    const state = patched(patched(running(), 'db', { state: 'paused' }), 'log', {
      state: 'exited',
      exitCode: 1,
    });
    expect(plan(project, state)).toMatchInlineSnapshot(`
      "#1: unpause container app-db-1 (it is paused)
      #2 after #1: wait until container app-db-1 is healthy (others wait for it to be healthy)
      #3 after #2: start container app-log-1 (it has exited (1))

      1 to start, 1 to unpause, 6 unchanged
      "
    `);
  });

  test('recreates by force a container and one that uses its volumes', () => {
    const sharing = projectFixture({
      db: {},
      side: {
        volumesFrom: [{ from: { kind: 'service', service: serviceName('db') }, isReadOnly: false }],
        dependsOn: { db: { condition: 'service_started', restart: false } },
      },
    });
    expect(plan(sharing, running(sharing), 'force')).toMatchInlineSnapshot(`
      "#1: create container 0-app-db-100_app-db-1 in pod app-pod (a new container was asked for)
      #2 after #1: stop container app-side-1 (it uses the volumes of db, which gets a new container)
      #3 after #1 #2: stop container app-db-1 (a new container was asked for)
      #4 after #1 #3: rename container 0-app-db-100_app-db-1 to app-db-1 (a new container was asked for)
      #5 after #1 #4: init container app-db-1 (a new container was asked for)
      #6 after #5: start container app-db-1 (a new container was asked for)
      #7 if #1 #3 #4 #5 #6 fails: put container app-db-1 back
      #8 after #2 #6: remove container app-side-1 (it uses the volumes of db, which gets a new container)
      #9 after #1 #3 #4 #5 #6 #8: remove container app-db-1 (a new container was asked for)
      #10 after #1 #4 #8: create container app-side-1 in pod app-pod (it uses the volumes of db, which gets a new container)
      #11 after #6 #10: start container app-side-1 (it uses the volumes of db, which gets a new container)
      #12 if #1 #3 #4 #5 #6 fails: put container app-side-1 back

      2 to recreate, 2 unchanged
      "
    `);
  });
});
