import { expect, test } from 'vitest';
import { formatPlan } from '../../src/planner/format-plan.ts';
import type { OneOffRequest } from '../../src/planner/one-off.ts';
import { planRun } from '../../src/planner/run-plan.ts';
import type { ServiceName } from '../../src/model/ids.ts';
import { emptyEngine, optionsFixture, projectFixture } from '../support/project-fixture.ts';

const project = projectFixture({
  back: { dependsOn: { db: 'service_healthy', job: 'service_completed_successfully' } },
  db: {},
  job: {},
  front: { dependsOn: { db: 'service_started' } },
});
const [back, db, job] = ['back', 'db', 'job'] as readonly string[] as readonly ServiceName[];

function planned(needed: readonly (ServiceName | undefined)[], change: Partial<OneOffRequest> = {}) {
  const service = back === undefined ? undefined : project.services.get(back);
  if (service === undefined) throw new Error('no service');
  const request: OneOffRequest = {
    name: 'app-back-run-1',
    slug: '1',
    service: { ...service, ports: [] },
    withAliases: false,
    isRemovedAtEnd: true,
    start: true,
    ...change,
  };
  const selected = new Set(needed.filter((name) => name !== undefined));
  const options = optionsFixture(project, { selected, targets: selected });
  const { value } = planRun(project, emptyEngine(), request, options, 0);
  if (value === undefined) throw new Error('no plan');
  return value;
}

test('what the service depends on comes up first and is waited for; siblings are not in the plan', () => {
  const plan = planned([db, job]);
  const text = formatPlan(plan);
  expect(text).not.toContain('front');
  const create = plan.operations.find(
    (operation) => operation.kind === 'create-container' && operation.container.name === 'app-back-run-1',
  );
  const before = plan.operations
    .filter(({ id }) => create?.after.includes(id) === true)
    .map(({ kind }) => kind);
  expect(before).toEqual(expect.arrayContaining(['await-healthy', 'await-completed', 'create-network']));
  expect(plan.operations.filter(({ kind }) => kind === 'create-network')).toHaveLength(1);
  expect(plan.operations.at(-1)?.kind).toBe('start-container');
  expect(plan.operations.map(({ id }) => Number(id))).toEqual(plan.operations.map((_, index) => index + 1));
  expect(plan.operations.every(({ id, after }) => after.every((other) => other < id))).toBe(true);
});

test('with `--no-deps` there is only the one-off: no pod, nobody else', () => {
  const kinds = planned([]).operations.map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(['create-container', 'create-network', 'start-container'].toSorted());
});

test('it lives beside the pod, answers to no name of the service, and is labelled as what it is', () => {
  const designOf = (change: Partial<OneOffRequest>) =>
    planned([], change).operations.flatMap((operation) =>
      operation.kind === 'create-container' ? [operation.container] : [],
    )[0];
  const design = designOf({});
  expect(design?.place).toMatchObject({ kind: 'beside', ports: [], networks: [{ aliases: [] }] });
  expect(Object.fromEntries(design?.labels ?? [])).toMatchObject({
    'com.docker.compose.oneoff': 'True',
    'com.docker.compose.slug': '1',
    'com.docker.compose.service': 'back',
  });
  expect(design?.isRemovedAtEnd).toBe(true);
  expect(designOf({ withAliases: true })?.place).toMatchObject({ networks: [{ aliases: ['back'] }] });
});

test('who attaches starts it: without `start` it is only created', () => {
  expect(planned([], { start: false }).operations.some(({ kind }) => kind === 'start-container')).toBe(false);
});
