import { expect, test } from 'vitest';
import { notPutBack } from '../../src/planner/not-put-back.ts';
import type { OperationId, OperationKind, Plan } from '../../src/planner/plan.ts';
import { planOf, running } from '../support/plan-text.ts';
import { projectFixture } from '../support/project-fixture.ts';

const before = running(projectFixture({ db: {}, web: { ports: ['80:80'] } }));
const rebuilt = planOf(projectFixture({ db: {}, web: { ports: ['81:80'] } }), before);

/** Ids of all steps but those of a kind. */
function allBut(plan: Plan, ...left: readonly OperationKind[]): ReadonlySet<OperationId> {
  return new Set(plan.operations.flatMap(({ id, kind }) => (left.includes(kind) ? [] : [id])));
}

test('names who has gone and has no successor that runs', () => {
  expect(notPutBack(rebuilt, allBut(rebuilt))).toEqual([]);
  expect(notPutBack(rebuilt, allBut(rebuilt, 'start-container'))).toEqual(['app-db-1', 'app-web-1']);
  expect(notPutBack(rebuilt, allBut(rebuilt, 'create-container', 'start-container'))).toHaveLength(2);
  expect(notPutBack(rebuilt, new Set())).toEqual([]);
});

test('leaves out who is put back, and who was never there', () => {
  const kept = planOf(projectFixture({ db: {}, web: { ports: ['80:80'], command: ['other'] } }), before);
  expect(kept.operations.map(({ kind }) => kind)).toContain('restore-container');
  expect(notPutBack(kept, allBut(kept, 'start-container'))).toEqual([]);
  const more = planOf(projectFixture({ db: {}, late: {}, web: { ports: ['80:80'] } }), before);
  expect(notPutBack(more, allBut(more, 'start-container'))).toEqual([]);
});
