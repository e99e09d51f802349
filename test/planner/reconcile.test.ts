import { describe, expect, test } from 'vitest';
import type { Project } from '../../src/model/project.ts';
import type { ServiceName } from '../../src/model/ids.ts';
import { formatPlan } from '../../src/planner/format-plan.ts';
import type { ObservedState } from '../../src/planner/observed.ts';
import type { Plan } from '../../src/planner/plan.ts';
import { reconcile } from '../../src/planner/reconcile.ts';
import type { ReconcileOptions } from '../../src/planner/reconcile-options.ts';
import { applyPlan } from '../support/model-engine.ts';
import {
  emptyEngine,
  networkFixture,
  optionsFixture,
  projectFixture,
  secretFixture,
  volumeFixture,
  volumeMount,
} from '../support/project-fixture.ts';
import type { ServiceFixture } from '../support/project-fixture.ts';

function planOf(
  project: Project,
  state: ObservedState = emptyEngine(),
  options: Partial<ReconcileOptions> = {},
): Plan {
  const { value, diagnostics } = reconcile(project, state, optionsFixture(project, options), 0);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

function running(project: Project, jobs: readonly string[] = []): ObservedState {
  return applyPlan(emptyEngine(), planOf(project), new Set(jobs));
}

function printed(project: Project, state: ObservedState, options: Partial<ReconcileOptions> = {}): string {
  return formatPlan(planOf(project, state, options));
}

describe('a first up', () => {
  test('prepares everything early and starts behind its gates', () => {
    const project = projectFixture({
      db: {
        mounts: [volumeMount('data')],
      },
      migrate: { dependsOn: { db: 'service_healthy' } },
      web: {
        ports: ['8080:80'],
        dependsOn: { db: 'service_started', migrate: 'service_completed_successfully' },
      },
    });
    expect(printed(project, emptyEngine())).toMatchInlineSnapshot(`
      "#1: create network app_default (not there yet)
      #2: create volume app_data (not there yet)
      #3 after #1: create pod app-pod (not there yet)
      #4 after #3: start pod app-pod (not there yet)
      #5 after #2 #3: create container app-db-1 in pod app-pod (not there yet)
      #6 after #4 #5: init container app-db-1 (not there yet)
      #7 after #6: start container app-db-1 (not there yet)
      #8 after #3: create container app-migrate-1 in pod app-pod (not there yet)
      #9 after #4 #8: init container app-migrate-1 (not there yet)
      #10 after #3: create container app-web-1 in pod app-pod (not there yet)
      #11 after #4 #10: init container app-web-1 (not there yet)
      #12 after #7: wait until container app-db-1 is healthy (others wait for it to be healthy)
      #13 after #9 #12: start container app-migrate-1 (not there yet)
      #14 after #13: wait until container app-migrate-1 has completed (others wait for it to complete)
      #15 after #7 #11 #14: start container app-web-1 (not there yet)

      6 to create
      "
    `);
  });

  test('pulls what is not here and builds what has a build section, before anything starts', () => {
    const project = projectFixture({ web: { image: 'docker.io/library/nginx' }, db: {} });
    expect(printed(project, emptyEngine())).toMatchInlineSnapshot(`
      "#1: pull image docker.io/library/nginx (not here yet)
      #2: create network app_default (not there yet)
      #3 after #2: create pod app-pod (not there yet)
      #4 after #3: start pod app-pod (not there yet)
      #5 after #3: create container app-db-1 in pod app-pod (not there yet)
      #6 after #4 #5: init container app-db-1 (not there yet)
      #7 after #1 #6: start container app-db-1 (not there yet)
      #8 after #1 #3: create container app-web-1 in pod app-pod (not there yet)
      #9 after #4 #8: init container app-web-1 (not there yet)
      #10 after #1 #9: start container app-web-1 (not there yet)

      1 to pull, 4 to create
      "
    `);
  });

  test('a secret is made before the container that reads it', () => {
    const project = projectFixture(
      {
        web: {
          secrets: [{ source: 'token', target: undefined, uid: undefined, gid: undefined, mode: undefined }],
        },
      },
      { secrets: new Map([['token', secretFixture('token')]]) },
    );
    const contents = new Map([['secret:token', { kind: 'file', sizeBytes: 5, digest: '12345678' } as const]]);
    expect(printed(project, emptyEngine(), { contents })).toMatchInlineSnapshot(`
      "#1: create network app_default (not there yet)
      #2: create secret app_token (not there yet)
      #3 after #1: create pod app-pod (not there yet)
      #4 after #3: start pod app-pod (not there yet)
      #5 after #2 #3: create container app-web-1 in pod app-pod (not there yet)
      #6 after #4 #5: init container app-web-1 (not there yet)
      #7 after #6: start container app-web-1 (not there yet)

      4 to create
      "
    `);
  });

  test('an external network that is not there is an error that names it', () => {
    const networks = new Map([['default', networkFixture('default', { isExternal: true, name: 'corp' })]]);
    const project = projectFixture({ web: {} }, { networks });
    const { value, diagnostics } = reconcile(project, emptyEngine(), optionsFixture(project), 0);
    expect(value).toBeUndefined();
    expect(diagnostics).toEqual([{ code: 'plan/network-missing', args: { key: 'default', name: 'corp' } }]);
  });

  test('a secret that only a cluster driver has is an error, not a missing file', () => {
    const source = { kind: 'driver', driver: 'vault' } as const;
    const project = projectFixture(
      {
        web: {
          secrets: [{ source: 'token', target: undefined, uid: undefined, gid: undefined, mode: undefined }],
        },
      },
      { secrets: new Map([['token', secretFixture('token', { source })]]) },
    );
    const { diagnostics } = reconcile(project, emptyEngine(), optionsFixture(project), 0);
    expect(diagnostics).toEqual([
      { code: 'plan/content-driver', args: { kind: 'secret', key: 'token', driver: 'vault' } },
    ]);
  });

  test('a restart policy that the engine does not have is an error', () => {
    const project = projectFixture({ web: {} });
    for (const [name, service] of project.services) {
      const services = new Map([[name, { ...service, definition: { restart: 'sometimes' } }]]);
      const { diagnostics } = reconcile({ ...project, services }, emptyEngine(), optionsFixture(project), 0);
      expect(diagnostics).toEqual([
        { code: 'plan/bad-restart', args: { service: 'web', policy: 'sometimes' } },
      ]);
    }
  });

  test('one host port for two services is an error', () => {
    const project = projectFixture({ a: { ports: ['80:80'] }, b: { ports: ['80:81'] } });
    const { diagnostics } = reconcile(project, emptyEngine(), optionsFixture(project), 0);
    expect(diagnostics).toEqual([
      { code: 'plan/port-taken', args: { service: 'b', other: 'a', port: '80/tcp' } },
    ]);
  });
});

describe('a second up', () => {
  test('of what runs changes nothing', () => {
    const project = projectFixture({
      db: {},
      web: { ports: ['80:80'], dependsOn: { db: 'service_healthy' } },
    });
    expect(printed(project, running(project))).toMatchInlineSnapshot(`
      "nothing to do, 4 unchanged
      "
    `);
  });

  test('does not run a finished job again when nothing waits for it', () => {
    const project = projectFixture({
      job: {},
      web: { dependsOn: { job: 'service_completed_successfully' } },
    });
    expect(printed(project, running(project, ['job']))).toMatchInlineSnapshot(`
      "nothing to do, 4 unchanged
      "
    `);
  });

  test('runs the job again for a dependent that has to start', () => {
    const services = { job: {}, web: { dependsOn: { job: 'service_completed_successfully' } } } as const;
    const state = running(projectFixture(services), ['job']);
    const changed = projectFixture({
      ...services,
      web: { ...services.web, environment: new Map([['A', 'b']]) },
    });
    expect(printed(changed, state)).toMatchInlineSnapshot(`
      "#1: start container app-job-1 (it has exited (0))
      #2: create container 1-app-web-10_app-web-1 in pod app-pod (environment.A added)
      #3 after #2: stop container app-web-1 (environment.A added)
      #4 after #2 #3: rename container 1-app-web-10_app-web-1 to app-web-1 (environment.A added)
      #5 after #2 #4: init container app-web-1 (environment.A added)
      #6 after #1: wait until container app-job-1 has completed (others wait for it to complete)
      #7 after #5 #6: start container app-web-1 (environment.A added)
      #8 after #2 #3 #4 #5 #7: remove container app-web-1 (environment.A added)
      #9 if #2 #3 #4 #5 #7 fails: put container app-web-1 back

      1 to recreate, 1 to start, 2 unchanged
      "
    `);
  });

  test('replaces the one service whose configuration changed, and says which key', () => {
    const state = running(projectFixture({ db: {}, web: { environment: new Map([['LEVEL', 'info']]) } }));
    const project = projectFixture({ db: {}, web: { environment: new Map([['LEVEL', 'debug']]) } });
    expect(printed(project, state)).toMatchInlineSnapshot(`
      "#1: create container 1-app-web-10_app-web-1 in pod app-pod (environment.LEVEL changed)
      #2 after #1: stop container app-web-1 (environment.LEVEL changed)
      #3 after #1 #2: rename container 1-app-web-10_app-web-1 to app-web-1 (environment.LEVEL changed)
      #4 after #1 #3: init container app-web-1 (environment.LEVEL changed)
      #5 after #4: start container app-web-1 (environment.LEVEL changed)
      #6 after #1 #2 #3 #4 #5: remove container app-web-1 (environment.LEVEL changed)
      #7 if #1 #2 #3 #4 #5 fails: put container app-web-1 back

      1 to recreate, 3 unchanged
      "
    `);
  });

  test('says old and new values, but none of a secret', () => {
    const web = (level: string, token: string): ServiceFixture => ({
      environment: new Map([
        ['LEVEL', level],
        ['API_TOKEN', token],
      ]),
    });
    const before = running(projectFixture({ web: web('info', 'a') }));
    const details = {
      image: 'localhost/bb',
      environment: new Map([
        ['LEVEL', 'info'],
        ['API_TOKEN', 'a'],
      ]),
      command: [],
      user: '',
      workingDir: '',
      hostname: 'web',
    };
    const state = { ...before, containers: before.containers.map((it) => ({ ...it, details })) };
    const plan = planOf(projectFixture({ web: web('debug', 'b') }), state);
    expect(plan.operations[0]?.because).toBe(
      'environment.API_TOKEN changed, environment.LEVEL: info → debug',
    );
  });

  test('stops and starts who asked to be restarted with it', () => {
    const services = {
      db: {},
      web: { dependsOn: { db: { restart: true } } },
      cron: { dependsOn: { db: {} } },
    };
    const state = running(projectFixture(services));
    const project = projectFixture({ ...services, db: { command: ['other'] } });
    expect(printed(project, state)).toMatchInlineSnapshot(`
      "#1: create container 0-app-db-100_app-db-1 in pod app-pod (command added)
      #2 after #1: stop container app-web-1 (db gets a new container)
      #3 after #1 #2: stop container app-db-1 (command added)
      #4 after #1 #3: rename container 0-app-db-100_app-db-1 to app-db-1 (command added)
      #5 after #1 #4: init container app-db-1 (command added)
      #6 after #5: start container app-db-1 (command added)
      #7 after #1 #3 #4 #5 #6: remove container app-db-1 (command added)
      #8 if #1 #3 #4 #5 #6 fails: put container app-db-1 back
      #9 after #2 #6: start container app-web-1 (db gets a new container)
      #10 if #9 fails: put container app-web-1 back

      1 to recreate, 1 to restart, 3 unchanged
      "
    `);
  });

  test('whoever is restarted with a service stops before a pod that is made anew, not after', () => {
    const app: ServiceFixture = {
      networking: { kind: 'host' },
      dependsOn: { db: { restart: true }, old: { restart: true } },
    };
    const state = running(projectFixture({ app, db: {}, old: {} }));
    const project = projectFixture({ app, db: { ports: ['9000:80'] }, old: { replicas: 0 } });
    const plan = planOf(project, state);
    const at = (kind: string) => plan.operations.findIndex((operation) => operation.kind === kind);
    expect(at('stop-container')).toBeLessThan(at('remove-pod'));
    expect(planOf(project, applyPlan(state, plan)).operations).toEqual([]);
  });

  test('rebuilds the pod for another published port, every member with it', () => {
    const before = running(projectFixture({ db: {}, web: { ports: ['80:80'] } }));
    const state = { ...before, hostPorts: new Set(['80/tcp']) };
    const project = projectFixture({ db: {}, web: { ports: ['81:80'] } });
    expect(printed(project, state)).toMatchInlineSnapshot(`
      "#1: try the new ports of pod app-pod (they have to be free before the old pod goes)
      #2 after #1: stop container app-db-1 (the pod is made anew: its published ports, networks or host settings changed)
      #3 after #2: remove container app-db-1 (the pod is made anew: its published ports, networks or host settings changed)
      #4 after #1: stop container app-web-1 (the pod is made anew: its published ports, networks or host settings changed)
      #5 after #4: remove container app-web-1 (the pod is made anew: its published ports, networks or host settings changed)
      #6 after #3 #5: remove pod app-pod (its published ports, networks or host settings changed)
      #7 after #6: create pod app-pod (its published ports, networks or host settings changed)
      #8 after #7: start pod app-pod (its published ports, networks or host settings changed)
      #9 after #3 #7: create container app-db-1 in pod app-pod (the pod is made anew: its published ports, networks or host settings changed)
      #10 after #8 #9: init container app-db-1 (the pod is made anew: its published ports, networks or host settings changed)
      #11 after #10: start container app-db-1 (the pod is made anew: its published ports, networks or host settings changed)
      #12 after #5 #7: create container app-web-1 in pod app-pod (the pod is made anew: its published ports, networks or host settings changed)
      #13 after #8 #12: init container app-web-1 (the pod is made anew: its published ports, networks or host settings changed)
      #14 after #13: start container app-web-1 (the pod is made anew: its published ports, networks or host settings changed)

      3 to recreate, 1 unchanged
      "
    `);
  });

  test('tries only ports that the project does not have, and none where nothing runs', () => {
    const before = running(projectFixture({ db: {}, web: { ports: ['80:80'] } }));
    const tried = (
      services: Readonly<Record<string, ServiceFixture>>,
      state: ObservedState,
      options: Partial<ReconcileOptions> = {},
    ) =>
      planOf(projectFixture(services), state, options).operations.flatMap((step) =>
        step.kind === 'try-ports' ? step.probe.ports.map(({ hostPort }) => hostPort) : [],
      );
    const seen = { ...before, hostPorts: new Set(['80/tcp', '40000/tcp']) };
    const after = { db: { ports: ['80:90'] }, web: { ports: ['81:80', '82', '40000:83'] } };
    expect(tried(after, seen)).toEqual([81]);
    expect(tried(after, before)).toEqual([]);
    expect(tried({ db: { ports: ['80:90'] }, web: {} }, seen)).toEqual([]);
    expect(tried(after, seen, { withoutRollback: true })).toEqual([]);
    expect(tried(after, seen, { start: false })).toEqual([]);
    expect(tried(after, { ...emptyEngine(), hostPorts: new Set() })).toEqual([]);
  });

  test('adds a service to the pod without touching the others', () => {
    const state = running(projectFixture({ db: {} }));
    expect(printed(projectFixture({ db: {}, web: {} }), state)).toMatchInlineSnapshot(`
      "#1: rename pod app-pod on network app_default (it has to answer to the name app-web-1)
      #2: create container app-web-1 in pod app-pod (not there yet)
      #3 after #2: init container app-web-1 (not there yet)
      #4 after #1 #3: start container app-web-1 (not there yet)

      1 to create, 1 to reconnect, 2 unchanged
      "
    `);
  });

  test('makes a network anew under those that are on it, and recreates none of them', () => {
    const services = { db: {}, web: { ports: ['80:80'] }, cache: { macAddress: '02:00:00:00:00:01' } };
    const state = running(projectFixture(services));
    const definition = { name: 'app_default', internal: true };
    const project = projectFixture(services, {
      networks: new Map([['default', networkFixture('default', { definition, isInternal: true })]]),
    });
    expect(printed(project, state)).toMatchInlineSnapshot(`
      "cache lives beside the pod: it has a MAC address of its own

      #1: disconnect pod app-pod from network app_default (network app_default changed)
      #2: disconnect container app-cache-1 from network app_default (network app_default changed)
      #3 after #1 #2: remove network app_default (its definition changed)
      #4 after #3: create network app_default (its definition changed)
      #5 after #4: connect pod app-pod to network app_default (network app_default changed)
      #6 after #4: connect container app-cache-1 to network app_default (network app_default changed)

      1 to recreate, 2 to reconnect, 2 unchanged
      "
    `);
  });

  test('makes a volume anew only where that was asked for, with who mounts it', () => {
    const services = { db: { mounts: [volumeMount('data')] }, web: {} };
    const state = running(projectFixture(services));
    const definition = { name: 'app_data', labels: { a: 'b' } };
    const project = projectFixture(services, {
      volumes: new Map([['data', volumeFixture('data', { definition })]]),
    });
    const { diagnostics } = reconcile(project, state, optionsFixture(project), 0);
    expect(diagnostics.map(({ code }) => code)).toEqual(['plan/volume-differs']);
    expect(printed(project, state)).toBe('nothing to do, 5 unchanged\n');
    expect(printed(project, state, { recreatedVolumes: new Set(['app_data']) })).toMatchInlineSnapshot(`
      "#1: stop container app-db-1 (volume app_data is made anew)
      #2 after #1: remove container app-db-1 (volume app_data is made anew)
      #3 after #2: remove volume app_data (its definition changed)
      #4 after #3: create volume app_data (its definition changed)
      #5 after #2 #4: create container app-db-1 in pod app-pod (volume app_data is made anew)
      #6 after #5: init container app-db-1 (volume app_data is made anew)
      #7 after #6: start container app-db-1 (volume app_data is made anew)

      2 to recreate, 3 unchanged
      "
    `);
  });

  test('the pod unlearns the names of a service that leaves it, and no other member is touched', () => {
    const state = running(projectFixture({ db: {}, web: {} }));
    expect(printed(projectFixture({ db: {}, web: { replicas: 2 } }), state)).toMatchInlineSnapshot(`
      "web lives beside the pod: 2 replicas need a network namespace each

      #1: rename pod app-pod on network app_default (app-web-1 is no longer in it)
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

  test('recreates only if the build gives another image', () => {
    const build = {
      image: undefined,
      build: { noCache: false, pull: false, additionalContexts: new Map() } as never,
    };
    const project = projectFixture({ web: build });
    const state = running(project);
    expect(printed(project, state, { build: 'always' })).toMatchInlineSnapshot(`
      "#1: build image localhost/app-web (a build was asked for)
      #2 after #1: create container 0-app-web-10_app-web-1 in pod app-pod (image changed, if image localhost/app-web is another)
      #3 after #1 #2: stop container app-web-1 (image changed, if image localhost/app-web is another)
      #4 after #2 #3: rename container 0-app-web-10_app-web-1 to app-web-1 (image changed, if image localhost/app-web is another)
      #5 after #2 #4: init container app-web-1 (image changed, if image localhost/app-web is another)
      #6 after #1 #5: start container app-web-1 (image changed, if image localhost/app-web is another)
      #7 after #2 #3 #4 #5 #6: remove container app-web-1 (image changed, if image localhost/app-web is another)
      #8 if #2 #3 #4 #5 #6 fails: put container app-web-1 back

      1 to build, 1 to recreate if the image is another then, 2 unchanged
      "
    `);
  });

  test('starts what has stopped', () => {
    const project = projectFixture({ db: {}, web: {} });
    const state = running(project);
    const stopped: ObservedState = {
      ...state,
      containers: state.containers.map((container) =>
        container.service === 'web' ? { ...container, state: 'exited', exitCode: 137 } : container,
      ),
    };
    expect(printed(project, stopped)).toMatchInlineSnapshot(`
      "#1: start container app-web-1 (it has exited (137))

      1 to start, 3 unchanged
      "
    `);
  });

  test('makes all members anew when the infra container has died under them', () => {
    const project = projectFixture({ db: {}, web: {} });
    const state = running(project);
    const broken = { ...state, pods: state.pods.map((pod) => ({ ...pod, infraState: 'exited' })) };
    expect(printed(project, broken)).toMatchInlineSnapshot(`
      "#1: stop container app-db-1 (the pod is made anew: its infra container has ended)
      #2 after #1: remove container app-db-1 (the pod is made anew: its infra container has ended)
      #3: stop container app-web-1 (the pod is made anew: its infra container has ended)
      #4 after #3: remove container app-web-1 (the pod is made anew: its infra container has ended)
      #5 after #2 #4: remove pod app-pod (its infra container has ended)
      #6 after #5: create pod app-pod (its infra container has ended)
      #7 after #6: start pod app-pod (its infra container has ended)
      #8 after #2 #6: create container app-db-1 in pod app-pod (the pod is made anew: its infra container has ended)
      #9 after #7 #8: init container app-db-1 (the pod is made anew: its infra container has ended)
      #10 after #9: start container app-db-1 (the pod is made anew: its infra container has ended)
      #11 after #4 #6: create container app-web-1 in pod app-pod (the pod is made anew: its infra container has ended)
      #12 after #7 #11: init container app-web-1 (the pod is made anew: its infra container has ended)
      #13 after #12: start container app-web-1 (the pod is made anew: its infra container has ended)

      3 to recreate, 1 unchanged
      "
    `);
  });
});

describe('scale', () => {
  const web = 'web' as ServiceName;

  test('several replicas live beside the pod, each with its number', () => {
    const project = projectFixture({ db: {}, web: {} });
    expect(printed(project, emptyEngine(), { scale: new Map([[web, 2]]) })).toMatchInlineSnapshot(`
      "web lives beside the pod: 2 replicas need a network namespace each

      #1: create network app_default (not there yet)
      #2 after #1: create pod app-pod (not there yet)
      #3 after #2: start pod app-pod (not there yet)
      #4 after #2: create container app-db-1 in pod app-pod (not there yet)
      #5 after #3 #4: init container app-db-1 (not there yet)
      #6 after #5: start container app-db-1 (not there yet)
      #7 after #1: create container app-web-1 (not there yet)
      #8 after #7: init container app-web-1 (not there yet)
      #9 after #8: start container app-web-1 (not there yet)
      #10 after #1: create container app-web-2 (not there yet)
      #11 after #10: init container app-web-2 (not there yet)
      #12 after #11: start container app-web-2 (not there yet)

      5 to create
      "
    `);
  });

  test('a service takes its ports along only when the pod that had them is gone', () => {
    const state = running(projectFixture({ db: {}, web: { ports: ['8080-8081:80'] } }));
    const plan = planOf(projectFixture({ db: {}, web: { ports: ['8080-8081:80'], replicas: 2 } }), state);
    const gone = plan.operations.find(({ kind }) => kind === 'remove-pod')?.id ?? 0;
    const prepared = plan.operations.filter(
      (operation) => operation.kind === 'init-container' && operation.container.service === 'web',
    );
    expect(prepared.map(({ after }) => after.includes(gone as never))).toEqual([true, true]);
  });

  test('leaves the last one where it is, unless a new container is made anyway', () => {
    const state = running(projectFixture({ db: {}, web: { replicas: 2 } }));
    const one = projectFixture({ db: {}, web: { replicas: 1 } });
    expect(printed(one, state)).toMatchInlineSnapshot(`
      "web lives beside the pod: it came there with other replicas; \`--force-recreate\` moves it into the pod

      #1: stop container app-web-2 (1 wanted)
      #2 after #1: remove container app-web-2 (1 wanted)

      1 to remove, 4 unchanged
      "
    `);
    const left = applyPlan(state, planOf(one, state));
    expect(planOf(one, left).operations).toEqual([]);
    const moved = applyPlan(left, planOf(one, left, { recreate: 'force' }));
    expect(moved.containers.map(({ pod }) => pod)).toEqual(['app-pod', 'app-pod']);
    expect(planOf(one, moved).operations).toEqual([]);
  });

  test('goes down from the highest number', () => {
    const project = projectFixture({ web: { replicas: 3 } });
    const state = running(project);
    expect(printed(project, state, { scale: new Map([[web, 2]]) })).toMatchInlineSnapshot(`
      "web lives beside the pod: 2 replicas need a network namespace each

      #1: stop container app-web-3 (2 wanted)
      #2 after #1: remove container app-web-3 (2 wanted)

      1 to remove, 3 unchanged
      "
    `);
  });
});

describe('orphans', () => {
  test('are named, and removed when asked for', () => {
    const state = running(projectFixture({ web: {}, old: {} }));
    const project = projectFixture({ web: {} });
    const { diagnostics } = reconcile(project, state, optionsFixture(project), 0);
    expect(diagnostics).toEqual([{ code: 'plan/orphans', args: { project: 'app', services: ['old'] } }]);
    expect(printed(project, state, { removeOrphans: true })).toMatchInlineSnapshot(`
      "#1: stop container app-old-1 (no service of the file has it)
      #2 after #1: remove container app-old-1 (no service of the file has it)

      1 to remove, 3 unchanged
      "
    `);
  });
});
