import { describe, expect, test } from 'vitest';
import type { Service } from '../../src/model/service.ts';
import type { Project } from '../../src/model/project.ts';
import { planBuild } from '../../src/planner/build-plan.ts';
import type { BuildOptions } from '../../src/planner/build-plan.ts';
import { formatPlan } from '../../src/planner/format-plan.ts';
import { planPull } from '../../src/planner/pull-plan.ts';
import type { PullOptions } from '../../src/planner/pull-plan.ts';
import { planPush } from '../../src/planner/push-plan.ts';
import { load } from '../../src/parser/load.ts';
import { memoryHost } from '../support/memory-host.ts';
import { emptyEngine } from '../support/project-fixture.ts';

const file = `
  services:
    web:
      image: r.example/web:1
      build: { context: ., args: { A: file, B: file }, tags: ['r.example/web:extra'] }
      depends_on: [db]
    twin: { image: 'r.example/web:1' }
    own: { build: . }
    db: { image: 'r.example/db:2' }
    cache: { image: r.example/cache, pull_policy: missing }
    tool: { image: 'r.example/tool:1', pull_policy: missing }
    local: { image: 'r.example/local:1', pull_policy: never }
`;
const request = { files: [], profiles: [], envFiles: [], projectName: 'app' };
const loaded = await load(request, memoryHost({ files: { '/project/compose.yaml': file } }));
const project = given(loaded.value);

function given(value: Project | undefined): Project {
  if (value === undefined) throw new Error('the file is wrong');
  return value;
}

const every = (of: Project) => new Set(of.services.keys());
const only = (...names: readonly string[]) =>
  new Set([...project.services.keys()].filter((name) => names.includes(name)));

function here(...images: readonly string[]) {
  const image = { id: 'sha256:1', exposedPorts: [], createdMs: 0, hasHealthcheck: false };
  return { ...emptyEngine(), images: new Map(images.map((name) => [name, image])) };
}

function pull(more: Partial<PullOptions> = {}, ...images: readonly string[]): string {
  return formatPlan(
    planPull(project, here(...images), {
      services: every(project),
      policy: undefined,
      ignoresBuildable: false,
      ignoresFailures: false,
      ...more,
    }),
  );
}

function build(more: Partial<BuildOptions> = {}) {
  return planBuild(project, {
    services: every(project),
    args: new Map(),
    isCacheOff: false,
    isPullForced: false,
    memoryBytes: undefined,
    push: false,
    ...more,
  });
}

describe('pull', () => {
  test('pulls each image once, also those that are here, unless the file itself asks for `missing`', () => {
    expect(pull({}, 'r.example/web:1', 'r.example/cache', 'r.example/tool:1')).toMatchInlineSnapshot(`
      "#1: pull image r.example/web:1 (a pull was asked for)
      #2: pull image r.example/db:2 (not here yet)
      #3: pull image r.example/cache (here, but \`latest\` may be another by now)

      3 to pull
      "
    `);
  });

  test('`--policy missing` pulls what is not here, and `latest`', () => {
    expect(
      pull({ policy: 'missing' }, 'r.example/web:1', 'r.example/db:2', 'r.example/cache', 'r.example/tool:1'),
    ).toMatchInlineSnapshot(`
      "#1: pull image r.example/cache (here, but \`latest\` may be another by now)
      #2: pull image r.example/local:1 (not here yet)

      2 to pull
      "
    `);
  });

  test('`--ignore-buildable` leaves out what only a service with a build uses', () => {
    expect(pull({ ignoresBuildable: true, services: only('web', 'own', 'db') })).toMatchInlineSnapshot(`
      "#1: pull image r.example/db:2 (not here yet)

      1 to pull
      "
    `);
  });

  test('with failures ignored every step is optional', () => {
    const options = {
      services: every(project),
      policy: undefined,
      ignoresBuildable: false,
      ignoresFailures: true,
    };
    const plan = planPull(project, here(), options);
    expect(plan.operations.map(({ isOptional }) => isOptional)).not.toContain(undefined);
  });
});

describe('build', () => {
  test('builds what can be built, whether it is here or not', () => {
    expect(formatPlan(build())).toMatchInlineSnapshot(`
      "#1: build image r.example/web:1 (a build was asked for)
      #2: build image localhost/app-own (a build was asked for)

      2 to build
      "
    `);
  });

  test('arguments of the command line win over the file', () => {
    const args = new Map([
      ['A', 'line'],
      ['C', null],
    ]);
    const [operation] = build({ args, services: only('web') }).operations;
    const built: Service | undefined = operation?.kind === 'build-image' ? operation.service : undefined;
    expect([...(built?.build?.args ?? [])]).toEqual([
      ['A', 'line'],
      ['B', 'file'],
      ['C', null],
    ]);
  });

  test('`--push` sends each name once its image is built', () => {
    expect(formatPlan(build({ push: true }))).toMatchInlineSnapshot(`
      "#1: build image r.example/web:1 (a build was asked for)
      #2: build image localhost/app-own (a build was asked for)
      #3 after #1: push image r.example/web:1 (\`--push\`)
      #4 after #1: push image r.example/web:extra (\`--push\`)

      2 to build, 2 to push
      "
    `);
  });
});

test('push sends what is built under a name of its own, and nothing else', () => {
  const plan = planPush(project, { services: every(project), ignoresFailures: false });
  expect(formatPlan(plan)).toMatchInlineSnapshot(`
    "#1: push image r.example/web:1 (a push was asked for)
    #2: push image r.example/web:extra (a push was asked for)

    2 to push
    "
  `);
  expect(planPush(project, { services: only('db', 'own'), ignoresFailures: false }).operations).toEqual([]);
});
