import { expect, test } from 'vitest';
import { describeUnchanged, makeDescriber } from '../../../src/cli/report/describe.ts';
import type { ExecutionEvent } from '../../../src/executor/event.ts';
import type { Operation, OperationId, Plan } from '../../../src/planner/plan.ts';

type Kind = Operation['kind'];
type Of<K extends Kind> = Extract<Operation, { readonly kind: K }>;

let nextId = 0;

/** An operation with the members that a test gives; words do not depend on the others. */
function operation<K extends Kind>(kind: K, members: object): Of<K> {
  nextId++;
  return { id: nextId as OperationId, after: [], because: 'a test', kind, ...members } as unknown as Of<K>;
}

const ref = (name: string) => ({ container: { name, service: 'web', replica: 1 } });

function planOf(operations: readonly Operation[], unchanged: Plan['unchanged'] = []): Plan {
  return { project: 'app', operations, unchanged, placement: [] };
}

function words(plan: Plan, events: readonly ExecutionEvent[]): readonly string[] {
  const describe = makeDescriber(plan);
  return events
    .flatMap((event) => describe(event))
    .map(({ kind, name, text, status }) => `${kind} ${name} ${text} ${status}`);
}

const runOf = (operations: readonly Operation[]): readonly ExecutionEvent[] =>
  operations.flatMap((one) => [
    { kind: 'begun', operation: one },
    { kind: 'done', operation: one },
  ]);

test.each<[Kind, object, string, string]>([
  ['create-network', { network: { name: 'app_default' } }, 'Network app_default Creating', 'Created'],
  ['remove-volume', { name: 'app_data' }, 'Volume app_data Removing', 'Removed'],
  ['start-pod', { pod: 'app-pod' }, 'Pod app-pod Starting', 'Started'],
  ['try-ports', { pod: 'app-pod' }, 'Pod app-pod Checking', 'Checked'],
  ['pull-image', { image: 'db' }, 'Image db Pulling', 'Pulled'],
  ['build-image', { image: 'web' }, 'Image web Building', 'Built'],
  ['start-container', ref('app-web-1'), 'Container app-web-1 Starting', 'Started'],
  ['stop-container', ref('app-web-1'), 'Container app-web-1 Stopping', 'Stopped'],
  ['await-healthy', ref('app-web-1'), 'Container app-web-1 Waiting', 'Healthy'],
  ['await-completed', ref('app-job-1'), 'Container app-job-1 Waiting', 'Exited'],
])("%s has docker compose's words", (kind, members, working, done) => {
  const one = operation(kind, members);
  expect(words(planOf([one]), runOf([one]))).toEqual([
    `${working} Working`,
    `${working.replace(/\S+$/u, done)} Done`,
  ]);
});

test('preparing and renaming go without saying', () => {
  const steps = [
    operation('init-container', ref('a')),
    operation('rename-container', { ...ref('a'), to: 'b' }),
  ];
  expect(words(planOf(steps), runOf(steps))).toEqual([]);
});

test('the four steps of a recreation are one for people', () => {
  const temporary = '0123456789ab_app-web-1';
  const steps = [
    operation('create-container', { container: { name: temporary } }),
    operation('stop-container', ref('app-web-1')),
    operation('remove-container', ref('app-web-1')),
    operation('rename-container', { ...ref(temporary), to: 'app-web-1' }),
  ];
  const start = operation('start-container', ref('app-web-1'));
  const said = words(planOf([...steps, start]), runOf([...steps, start]));
  expect([...new Set(said)]).toEqual([
    'Container app-web-1 Recreate Working',
    'Container app-web-1 Recreated Done',
    'Container app-web-1 Starting Working',
    'Container app-web-1 Started Done',
  ]);
});

test('the bytes of an image are those of its layers', () => {
  const pull = operation('pull-image', { image: 'db' });
  const describe = makeDescriber(planOf([pull]));
  const layer = (part: string, current: number, total: number) =>
    describe({ kind: 'progress', operation: pull, text: 'Copying', part, current, total });
  layer('one', 10, 100);
  layer('two', 5, 50);
  expect(layer('one', 60, 100)).toMatchObject([{ text: 'Pulling', current: 65, total: 150 }]);
});

test('a build shows its last line', () => {
  const build = operation('build-image', { image: 'web' });
  const update = makeDescriber(planOf([build]))({ kind: 'progress', operation: build, text: 'STEP 1/2\n' });
  expect(update).toMatchObject([{ text: 'Building', details: 'STEP 1/2' }]);
});

test('a failure says why', () => {
  const start = operation('start-container', ref('app-web-1'));
  const update = makeDescriber(planOf([start]))({
    kind: 'failed',
    operation: start,
    diagnostics: [{ code: 'plan/unknown-service', args: { service: 'x', nearest: undefined } }],
    bug: undefined,
  });
  expect(update).toEqual([
    {
      kind: 'Container',
      name: 'app-web-1',
      status: 'Error',
      text: 'Error',
      details: 'no such service: x',
    },
  ]);
});

test('the members of a pod leave with it', () => {
  const members = [{ name: 'app-a-1' }, { name: 'app-b-1' }];
  const remove = operation('remove-pod', { pod: 'app-pod', members });
  const describe = makeDescriber(planOf([remove]));
  const said = runOf([remove])
    .flatMap((event) => describe(event))
    .map(({ name, text }) => `${name} ${text}`);
  expect(said).toEqual([
    'app-a-1 Removing',
    'app-b-1 Removing',
    'app-pod Removing',
    'app-a-1 Removed',
    'app-b-1 Removed',
    'app-pod Removed',
  ]);
});

test('what stays is running, unless the plan has something to do with it', () => {
  const start = operation('start-container', ref('app-db-1'));
  const plan = planOf(
    [start],
    [
      { kind: 'container', name: 'app-web-1' },
      { kind: 'container', name: 'app-db-1' },
      { kind: 'network', name: 'app_default' },
    ],
  );
  expect(describeUnchanged(plan).map(({ name, text }) => `${name} ${text}`)).toEqual(['app-web-1 Running']);
});
