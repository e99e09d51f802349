import { expect, test } from 'vitest';
import type { ServiceName } from '../../src/model/ids.ts';
import { reconcile } from '../../src/planner/reconcile.ts';
import { applyPlan } from '../support/model-engine.ts';
import { emptyEngine, optionsFixture, projectFixture } from '../support/project-fixture.ts';

const db = 'db' as ServiceName;
const sharing = { networking: { kind: 'join-service', service: db } } as const;
const project = projectFixture({ db: {}, app: sharing });
const everything = new Set([...project.services.keys()]);
const appAlone = new Set(['app' as ServiceName]);

function codes(
  options: Parameters<typeof optionsFixture>[1],
  of = project,
  observed = emptyEngine(),
): readonly string[] {
  return reconcile(of, observed, optionsFixture(of, options), 0).diagnostics.map(({ code }) => code);
}

test('a service shares with one that is brought up too, or is there already', () => {
  expect(codes({ selected: everything })).toEqual([]);
  const { value } = reconcile(project, emptyEngine(), optionsFixture(project), 0);
  if (value === undefined) throw new Error('no plan');
  expect(codes({ selected: appAlone }, project, applyPlan(emptyEngine(), value))).toEqual([]);
});

test('a service cannot share with one that has no container and gets none', () => {
  expect(codes({ selected: appAlone })).toEqual(['plan/nothing-to-share']);
});

test('one that is scaled to nothing counts as not there, also when its container is there until then', () => {
  const scaled = { selected: everything, scale: new Map([[db, 0]]) };
  expect(codes(scaled)).toEqual(['plan/nothing-to-share']);
  expect(codes({ selected: everything }, projectFixture({ db: { replicas: 0 }, app: sharing }))).toEqual([
    'plan/nothing-to-share',
  ]);
  const { value } = reconcile(project, emptyEngine(), optionsFixture(project), 0);
  if (value === undefined) throw new Error('no plan');
  expect(codes(scaled, project, applyPlan(emptyEngine(), value))).toEqual(['plan/nothing-to-share']);
});

test('nothing is shared by a service that is scaled to nothing itself', () => {
  const scale = new Map([
    [db, 0],
    ['app' as ServiceName, 0],
  ]);
  expect(codes({ selected: everything, scale })).toEqual([]);
});
