import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/lib/json.ts';
import { label } from '../../src/planner/labels.ts';
import { serviceHash } from '../../src/parser/decode/config-hash.ts';
import { serviceName } from '../support/designs.ts';
import { found, patched, planOf, printed, running } from '../support/plan-text.ts';
import {
  emptyEngine,
  projectFixture,
  secretFixture,
  volumeFixture,
  volumeMount,
} from '../support/project-fixture.ts';

const db = serviceName('db');
const web = serviceName('web');
const both = new Set([db, web]);

describe('flags of recreation', () => {
  const project = projectFixture({ db: {}, web: { dependsOn: { db: {} } } });

  test('--force-recreate takes the named service and leaves its dependency', () => {
    expect(
      printed(project, running(project), {
        recreate: 'force',
        targets: new Set([web]),
        selected: both,
      }),
    ).toMatchInlineSnapshot(`
      "#1: create container 1-app-web-10_app-web-1 in pod app-pod (a new container was asked for)
      #2 after #1: stop container app-web-1 (a new container was asked for)
      #3 after #1 #2: rename container 1-app-web-10_app-web-1 to app-web-1 (a new container was asked for)
      #4 after #1 #3: init container app-web-1 (a new container was asked for)
      #5 after #4: start container app-web-1 (a new container was asked for)
      #6 after #1 #2 #3 #4 #5: remove container app-web-1 (a new container was asked for)
      #7 if #1 #2 #3 #4 #5 fails: put container app-web-1 back

      1 to recreate, 3 unchanged
      "
    `);
  });

  test('--always-recreate-deps takes the dependency too', () => {
    expect(
      printed(project, running(project), {
        recreate: 'force',
        recreateDependencies: true,
        targets: new Set([web]),
        selected: both,
      }),
    ).toMatchInlineSnapshot(`
      "#1: create container 0-app-db-100_app-db-1 in pod app-pod (a new container was asked for)
      #2: create container 1-app-web-10_app-web-1 in pod app-pod (a new container was asked for)
      #3 after #2: stop container app-web-1 (a new container was asked for)
      #4 after #1 #3: stop container app-db-1 (a new container was asked for)
      #5 after #1 #4: rename container 0-app-db-100_app-db-1 to app-db-1 (a new container was asked for)
      #6 after #1 #5: init container app-db-1 (a new container was asked for)
      #7 after #6: start container app-db-1 (a new container was asked for)
      #8 after #1 #4 #5 #6 #7: remove container app-db-1 (a new container was asked for)
      #9 if #1 #4 #5 #6 #7 fails: put container app-db-1 back
      #10 after #2 #3: rename container 1-app-web-10_app-web-1 to app-web-1 (a new container was asked for)
      #11 after #2 #10: init container app-web-1 (a new container was asked for)
      #12 after #7 #11: start container app-web-1 (a new container was asked for)
      #13 after #2 #3 #10 #11 #12: remove container app-web-1 (a new container was asked for)
      #14 if #2 #3 #10 #11 #12 fails: put container app-web-1 back

      2 to recreate, 2 unchanged
      "
    `);
  });

  test('--no-recreate leaves what has changed, and makes what is missing', () => {
    const changed = projectFixture({ db: { command: ['other'] }, web: { dependsOn: { db: {} } }, late: {} });
    expect(printed(changed, running(project), { recreate: 'never' })).toMatchInlineSnapshot(`
      "#1: rename pod app-pod on network app_default (it has to answer to the name app-late-1)
      #2: create container app-late-1 in pod app-pod (not there yet)
      #3 after #2: init container app-late-1 (not there yet)
      #4 after #1 #3: start container app-late-1 (not there yet)

      1 to create, 1 to reconnect, 3 unchanged
      "
    `);
  });

  test('a dependency that has changed is recreated without being named', () => {
    const changed = projectFixture({ db: { command: ['other'] }, web: { dependsOn: { db: {} } } });
    expect(printed(changed, running(project), { targets: new Set([web]), selected: both }))
      .toMatchInlineSnapshot(`
      "#1: create container 0-app-db-100_app-db-1 in pod app-pod (command added)
      #2 after #1: stop container app-db-1 (command added)
      #3 after #1 #2: rename container 0-app-db-100_app-db-1 to app-db-1 (command added)
      #4 after #1 #3: init container app-db-1 (command added)
      #5 after #4: start container app-db-1 (command added)
      #6 after #1 #2 #3 #4 #5: remove container app-db-1 (command added)
      #7 if #1 #2 #3 #4 #5 fails: put container app-db-1 back

      1 to recreate, 3 unchanged
      "
    `);
  });
});

describe('rollback', () => {
  const project = projectFixture({ db: {}, web: { dependsOn: { db: { restart: true } } } });
  const changed = projectFixture({
    db: { command: ['other'] },
    web: { dependsOn: { db: { restart: true } } },
  });

  test('puts back the old container, and starts again what was stopped for it', () => {
    expect(printed(changed, running(project))).toMatchInlineSnapshot(`
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

      1 to recreate, 1 to restart, 2 unchanged
      "
    `);
  });

  test('is left out with --no-rollback', () => {
    expect(printed(changed, running(project), { withoutRollback: true })).toMatchInlineSnapshot(`
      "#1: create container 0-app-db-100_app-db-1 in pod app-pod (command added)
      #2 after #1: stop container app-web-1 (db gets a new container)
      #3 after #1 #2: stop container app-db-1 (command added)
      #4 after #1 #3: rename container 0-app-db-100_app-db-1 to app-db-1 (command added)
      #5 after #1 #4: init container app-db-1 (command added)
      #6 after #5: start container app-db-1 (command added)
      #7 after #1 #3 #4 #5 #6: remove container app-db-1 (command added)
      #8 after #2 #6: start container app-web-1 (db gets a new container)

      1 to recreate, 1 to restart, 2 unchanged
      "
    `);
  });
});

describe('who shares with a container that is replaced', () => {
  const fixtures = (command?: readonly string[]) =>
    projectFixture({
      db: command === undefined ? {} : { command },
      net: {
        networking: { kind: 'join-service', service: db },
        dependsOn: { db: { restart: true } },
      },
      pid: { pidMode: { kind: 'service', service: db }, dependsOn: { db: { restart: true } } },
    });

  test('follows it, and goes before it', () => {
    const options = { placement: 'network' } as const;
    expect(printed(fixtures(['other']), running(fixtures(), options), options)).toMatchInlineSnapshot(`
      "#1: create container 0-app-db-100_app-db-1 (command added)
      #2 after #1: stop container app-net-1 (it uses the network namespace of db, which gets a new container)
      #3 after #1: stop container app-pid-1 (it uses the PID namespace of db, which gets a new container)
      #4 after #1 #2 #3: stop container app-db-1 (command added)
      #5 after #1 #4: rename container 0-app-db-100_app-db-1 to app-db-1 (command added)
      #6 after #1 #5: init container app-db-1 (command added)
      #7 after #6: start container app-db-1 (command added)
      #8 if #1 #4 #5 #6 #7 fails: put container app-db-1 back
      #9 after #2 #7: remove container app-net-1 (it uses the network namespace of db, which gets a new container)
      #10 after #1 #5 #9: create container app-net-1 (it uses the network namespace of db, which gets a new container)
      #11 after #7 #10: start container app-net-1 (it uses the network namespace of db, which gets a new container)
      #12 after #3 #7: remove container app-pid-1 (it uses the PID namespace of db, which gets a new container)
      #13 after #1 #4 #5 #6 #7 #9 #12: remove container app-db-1 (command added)
      #14 after #1 #5 #12: create container app-pid-1 (it uses the PID namespace of db, which gets a new container)
      #15 after #7 #14: start container app-pid-1 (it uses the PID namespace of db, which gets a new container)
      #16 if #1 #4 #5 #6 #7 fails: put container app-net-1 back
      #17 if #1 #4 #5 #6 #7 fails: put container app-pid-1 back

      3 to recreate, 1 unchanged
      "
    `);
  });

  test('follows it also when it was not named; in the pod the network is the same one', () => {
    const project = fixtures();
    const options = { recreate: 'force', targets: new Set([db]), selected: new Set([db]) } as const;
    expect(printed(project, running(project), options)).toMatchInlineSnapshot(`
      "#1: create container 0-app-db-100_app-db-1 in pod app-pod (a new container was asked for)
      #2 after #1: stop container app-pid-1 (it uses the PID namespace of db, which gets a new container)
      #3 after #1: stop container app-net-1 (db gets a new container)
      #4 after #1 #2 #3: stop container app-db-1 (a new container was asked for)
      #5 after #1 #4: rename container 0-app-db-100_app-db-1 to app-db-1 (a new container was asked for)
      #6 after #1 #5: init container app-db-1 (a new container was asked for)
      #7 after #6: start container app-db-1 (a new container was asked for)
      #8 if #1 #4 #5 #6 #7 fails: put container app-db-1 back
      #9 after #2 #7: remove container app-pid-1 (it uses the PID namespace of db, which gets a new container)
      #10 after #1 #4 #5 #6 #7 #9: remove container app-db-1 (a new container was asked for)
      #11 after #1 #5 #9: create container app-pid-1 in pod app-pod (it uses the PID namespace of db, which gets a new container)
      #12 after #7 #11: start container app-pid-1 (it uses the PID namespace of db, which gets a new container)
      #13 after #3: start container app-net-1 (db gets a new container)
      #14 if #13 fails: put container app-net-1 back
      #15 if #1 #4 #5 #6 #7 fails: put container app-pid-1 back

      2 to recreate, 1 to restart, 2 unchanged
      "
    `);
  });
});

describe('volumes', () => {
  const anonymous = volumeMount('data');
  const project = projectFixture({ web: { mounts: [{ ...anonymous, source: undefined } as never] } });
  const moved = (plan: ReturnType<typeof planOf>) =>
    plan.operations.flatMap((operation): readonly (string | boolean | undefined)[] => {
      if (operation.kind === 'create-container') return [operation.container.inheritVolumesFrom];
      return operation.kind === 'remove-container' ? [operation.withVolumes] : [];
    });

  test('anonymous ones go over to the new container, or are renewed and the old ones removed', () => {
    const state = running(project);
    const [old] = state.containers;
    expect(moved(planOf(project, state, { recreate: 'force' }))).toEqual([old?.id, false]);
    expect(moved(planOf(project, state, { recreate: 'force', renewAnonymousVolumes: true }))).toEqual([
      undefined,
      true,
    ]);
  });

  test('another name means another volume, and who mounts it is recreated alone', () => {
    const named = (name: string) =>
      projectFixture(
        { db: {}, web: { mounts: [volumeMount('data')] } },
        { volumes: new Map([['data', volumeFixture('data', { name })]]) },
      );
    expect(printed(named('other'), running(named('one')))).toMatchInlineSnapshot(`
      "#1: create volume other (not there yet)
      #2 after #1: create container 1-app-web-10_app-web-1 in pod app-pod (it is to mount volume other)
      #3 after #2: stop container app-web-1 (it is to mount volume other)
      #4 after #2 #3: rename container 1-app-web-10_app-web-1 to app-web-1 (it is to mount volume other)
      #5 after #2 #4: init container app-web-1 (it is to mount volume other)
      #6 after #5: start container app-web-1 (it is to mount volume other)
      #7 after #2 #3 #4 #5 #6: remove container app-web-1 (it is to mount volume other)
      #8 if #2 #3 #4 #5 #6 fails: put container app-web-1 back

      1 to create, 1 to recreate, 3 unchanged
      "
    `);
  });
});

describe('keys that change', () => {
  test('are only named where their values are mappings', () => {
    const mapping = Object.assign<JsonObject, JsonObject>(Object.create(null) as JsonObject, { target: 80 });
    const project = (ports: JsonObject[]) => {
      const made = projectFixture({ web: {} });
      const definition = { ports };
      const changed = { definition, configHash: serviceHash(definition) };
      return {
        ...made,
        services: new Map([...made.services].map(([name, it]) => [name, { ...it, ...changed }])),
      };
    };
    const before = running(project([]));
    const details = {
      image: 'localhost/bb',
      environment: new Map<string, string>(),
      command: [],
      user: '',
      workingDir: '',
      hostname: 'web',
    };
    const plan = planOf(project([mapping]), patched(before, 'app-web-1', { details }));
    expect(plan.operations[0]?.because).toBe('ports changed');
  });
});

describe('contents and images', () => {
  test('other bytes of a secret recreate who reads it', () => {
    const use = { source: 'token', target: undefined, uid: undefined, gid: undefined, mode: undefined };
    const project = projectFixture(
      { db: {}, web: { secrets: [use] } },
      { secrets: new Map([['token', secretFixture('token')]]) },
    );
    const contents = (digest: string) => ({
      contents: new Map([['secret:token', { kind: 'file', sizeBytes: 5, digest } as const]]),
    });
    expect(printed(project, running(project, contents('aaaaaaaa')), contents('bbbbbbbb')))
      .toMatchInlineSnapshot(`
      "#1: create secret app_token (its content changed)
      #2 after #1: create container 1-app-web-10_app-web-1 in pod app-pod (content of secret token changed)
      #3 after #2: stop container app-web-1 (content of secret token changed)
      #4 after #2 #3: rename container 1-app-web-10_app-web-1 to app-web-1 (content of secret token changed)
      #5 after #2 #4: init container app-web-1 (content of secret token changed)
      #6 after #5: start container app-web-1 (content of secret token changed)
      #7 after #2 #3 #4 #5 #6: remove container app-web-1 (content of secret token changed)
      #8 if #2 #3 #4 #5 #6 fails: put container app-web-1 back

      1 to create, 1 to recreate, 3 unchanged
      "
    `);
  });

  test('another local image of the same name recreates who runs it', () => {
    const project = projectFixture({ db: { image: 'localhost/other' }, web: {} });
    const images = (id: string) =>
      new Map([
        ...emptyEngine().images,
        ['localhost/other', { id, exposedPorts: [], createdMs: 0 }] as const,
      ]);
    const before = running(projectFixture({ db: {}, web: {} }));
    const state = {
      ...patched(before, 'app-db-1', {
        imageId: 'sha256:1111',
        labels: new Map([
          ...planOf(project, { ...emptyEngine(), images: images('sha256:1111') }).operations.flatMap((it) =>
            it.kind === 'create-container' && it.container.name === 'app-db-1'
              ? [...it.container.labels]
              : [],
          ),
          [label.image, 'sha256:1111'],
        ]),
      }),
      images: images('sha256:2222'),
    };
    expect(printed(project, state)).toMatchInlineSnapshot(`
      "#1: create container 0-app-db-100_app-db-1 in pod app-pod (image changed: sha256:1111 → sha256:2222)
      #2 after #1: stop container app-db-1 (image changed: sha256:1111 → sha256:2222)
      #3 after #1 #2: rename container 0-app-db-100_app-db-1 to app-db-1 (image changed: sha256:1111 → sha256:2222)
      #4 after #1 #3: init container app-db-1 (image changed: sha256:1111 → sha256:2222)
      #5 after #4: start container app-db-1 (image changed: sha256:1111 → sha256:2222)
      #6 after #1 #2 #3 #4 #5: remove container app-db-1 (image changed: sha256:1111 → sha256:2222)
      #7 if #1 #2 #3 #4 #5 fails: put container app-db-1 back

      1 to recreate, 3 unchanged
      "
    `);
  });
});

describe('names', () => {
  const project = projectFixture({ web: { containerName: 'own' }, db: { containerName: 'own' } });

  test('one container_name for two services is an error, unless only one of them is wanted', () => {
    expect(found(project, emptyEngine())).toEqual(['plan/name-twice']);
    expect(found(project, emptyEngine(), { selected: new Set([web]), targets: new Set([web]) })).toEqual([]);
  });

  test('one container_name for two replicas is an error', () => {
    expect(found(project, emptyEngine(), { selected: new Set([web]), scale: new Map([[web, 2]]) })).toEqual([
      'plan/name-twice',
    ]);
  });
});
