import { afterEach, beforeEach, expect, test } from 'vitest';
import { messageOf } from '../../src/diagnostics/words.ts';
import { execute } from '../../src/executor/execute.ts';
import type { ExecuteOptions } from '../../src/executor/execute.ts';
import type { ExecutionEvent } from '../../src/executor/event.ts';
import { nodeHost } from '../../src/host/node-host.ts';
import type { ContainerDesign } from '../../src/planner/container-design.ts';
import { label } from '../../src/planner/labels.ts';
import type { ContainerRef, Operation, OperationId, Plan } from '../../src/planner/plan.ts';
import { createTransport } from '../../src/podman/transport.ts';
import { createClient } from '../../src/podman/libpod-client.ts';
import type { PodmanClient } from '../../src/podman/client.ts';
import { featuresOf } from '../../src/podman/features.ts';
import { someContainer, somePod } from '../support/designs.ts';
import type { FakePodman } from '../support/fake-podman.ts';
import { startFakePodman } from '../support/fake-podman.ts';

type Draft<T = Operation> = T extends unknown
  ? Omit<T, 'id' | 'after' | 'because'> & { readonly after?: readonly number[] }
  : never;

let engine: FakePodman;
let client: PodmanClient;
const features = featuresOf([5, 8, 6]);

beforeEach(async () => {
  engine = await startFakePodman();
  engine.state.images.add('localhost/bb');
  client = createClient(createTransport({ kind: 'unix', path: engine.socket }), features, {
    uri: `unix://${engine.socket}`,
    source: 'a test',
  });
});

afterEach(async () => {
  await client.close();
  await engine.close();
});

function plan(...drafts: readonly Draft[]): Plan {
  const operations = drafts.map(
    (draft, index) =>
      ({
        because: 'a test',
        ...draft,
        id: (index + 1) as OperationId,
        after: draft.after ?? [],
      }) as Operation,
  );
  return { project: 'shop', operations, unchanged: [], placement: [] };
}

function container(service: string): ContainerDesign {
  const labels = new Map([
    [label.project, 'shop'],
    [label.service, service],
    [label.number, '1'],
  ]);
  return someContainer({}, { name: `shop-${service}-1`, labels });
}

function ref(service: string): ContainerRef {
  return { name: `shop-${service}-1`, service, replica: 1 };
}

const create = (service: string): Draft => ({ kind: 'create-container', container: container(service) });
const start = (service: string, after: readonly number[]): Draft => ({
  kind: 'start-container',
  container: ref(service),
  after,
});

async function run(
  of: Plan,
  options: Partial<ExecuteOptions> = {},
  onEvent: (event: ExecutionEvent) => void = () => undefined,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const signal = new AbortController().signal;
  for await (const event of execute(of, { client, host: nodeHost(), features }, { signal, ...options })) {
    onEvent(event);
    lines.push(line(event));
  }
  return lines;
}

function line(event: ExecutionEvent): string {
  if (event.kind === 'ended') {
    return `ended, ${event.failures} failed${event.wasInterrupted ? ', interrupted' : ''}`;
  }
  const head = `${event.kind} #${event.operation.id}`;
  switch (event.kind) {
    case 'failed':
    case 'warning':
      return `${head} ${event.diagnostics.map(messageOf).join('; ')}`;
    case 'skipped':
      return `${head} ${event.reason.kind}`;
    case 'progress':
      return `${head} ${event.text}`;
    case 'output':
      return `${head} ${event.stream}: ${Buffer.from(event.line).toString()}`;
    case 'provided':
      return `${head} ${[...event.variables.keys()].join(' ')}`;
    case 'begun':
    case 'done':
      return head;
  }
}

/** Does something to the engine once a step has begun, as the world does. */
function whenBegun(id: number, act: () => void): (event: ExecutionEvent) => void {
  return (event) => {
    if (event.kind === 'begun' && event.operation.id === id) setTimeout(act, 60);
  };
}

test('a pod and its containers are made and started, each step after those it needs', async () => {
  const lines = await run(
    plan(
      { kind: 'create-pod', pod: somePod({ labels: new Map([[label.project, 'shop']]) }) },
      { kind: 'start-pod', pod: 'shop', after: [1] },
      { ...create('web'), after: [1] },
      { kind: 'init-container', container: ref('web'), after: [2, 3] },
      start('web', [4]),
    ),
  );
  expect(lines.at(-1)).toBe('ended, 0 failed');
  expect(engine.state.find('shop-infra')?.state).toBe('running');
  expect(engine.state.find('shop-web-1')?.state).toBe('running');
});

test('a failed step blocks what needs it and nothing else', async () => {
  engine.fail({
    match: /POST \/containers\/shop-a-1\/start/,
    how: { kind: 'refuse', status: 500, cause: 'no such luck' },
  });
  const lines = await run(plan(create('a'), create('b'), start('a', [1]), start('b', [2]), start('b', [3])));
  expect(lines).toContain('failed #3 Podman could not start container `shop-a-1`: no such luck');
  expect(lines).toContain('done #4');
  expect(lines).toContain('skipped #5 blocked');
  expect(lines.at(-1)).toBe('ended, 1 failed');
});

test('an optional step that fails is a warning, and what stands behind it goes on', async () => {
  const lines = await run(
    plan(
      create('job'),
      create('web'),
      start('job', [1]),
      { kind: 'await-completed', container: ref('job'), isOptional: true, after: [3] },
      start('web', [2, 4]),
    ),
    {},
    whenBegun(4, () => engine.state.exit('shop-job-1', 7)),
  );
  expect(lines).toContain(
    'warning #4 service "job" didn\'t complete successfully: exit 7; it is not required, so the rest goes on',
  );
  expect(lines.slice(-2)).toEqual(['done #5', 'ended, 0 failed']);
});

test('waiting for completion ends with the container, without asking again and again', async () => {
  const lines = await run(
    plan(create('job'), start('job', [1]), { kind: 'await-completed', container: ref('job'), after: [2] }),
    {},
    whenBegun(3, () => engine.state.exit('shop-job-1', 0)),
  );
  expect(lines.slice(-2)).toEqual(['done #3', 'ended, 0 failed']);
  const looks = engine.requests.filter((request) => /GET .*\/containers\/shop-job-1\/json/.test(request));
  expect(looks).toHaveLength(2);
});

test('a failed job shows the end of its output', async () => {
  const seen: ExecutionEvent[] = [];
  await run(
    plan(create('job'), start('job', [1]), { kind: 'await-completed', container: ref('job'), after: [2] }),
    {},
    (event) => {
      seen.push(event);
      if (event.kind === 'begun' && event.operation.id === 3) {
        engine.state.find('shop-job-1')?.log.push([1, 'connecting\n'], [2, 'no route to db\n']);
        engine.state.exit('shop-job-1', 1);
      }
    },
  );
  const failed = seen.find((event) => event.kind === 'failed');
  expect(failed?.diagnostics).toMatchObject([
    { code: 'execute/not-completed', args: { exitCode: 1, lines: ['connecting', 'no route to db'] } },
  ]);
});

test('when the engine stops sending events, waits go on by asking', async () => {
  const lines = await run(
    plan(create('job'), start('job', [1]), { kind: 'await-completed', container: ref('job'), after: [2] }),
    {},
    whenBegun(3, () => {
      engine.state.stopEvents();
      const job = engine.state.find('shop-job-1');
      // Ends without a word.
      if (job !== undefined) job.state = 'exited';
    }),
  );
  expect(lines.some((one) => one.startsWith('warning #3 the engine sends no events'))).toBe(true);
  expect(lines.at(-1)).toBe('ended, 0 failed');
});

test('a container without a health check cannot become healthy, unless running is enough', async () => {
  const wait: Draft = { kind: 'await-healthy', container: ref('web'), after: [2] };
  const strict = await run(plan(create('web'), start('web', [1]), wait));
  expect(strict).toContain('failed #3 container shop-web-1 has no healthcheck configured');
  const lenient = await run(plan({ ...wait, after: [], isCheckOptional: true }));
  expect(lenient.at(-1)).toBe('ended, 0 failed');
});

test('waiting ends when its time is over', async () => {
  const lines = await run(
    plan(create('job'), start('job', [1]), {
      kind: 'await-completed',
      container: ref('job'),
      timeoutMs: 300,
      after: [2],
    }),
  );
  expect(lines).toContain('failed #3 container shop-job-1 is not completed after 0.3 s');
});

test('a container that is removed while it is waited for ends the wait', async () => {
  const lines = await run(
    plan(create('job'), start('job', [1]), { kind: 'await-completed', container: ref('job'), after: [2] }),
    {},
    whenBegun(3, () => void client.removeContainer('shop-job-1', {})),
  );
  expect(lines).toContain('failed #3 dependency failed to start: container shop-job-1 was removed meanwhile');
});

test('an abort ends waits, begins nothing more and lets short calls finish', async () => {
  const quit = new AbortController();
  engine.fail({ match: /start$/, how: { kind: 'delay', ms: 150 } });
  const lines = await run(
    plan(
      create('a'),
      create('job'),
      start('job', [2]),
      { kind: 'await-completed', container: ref('job'), after: [3] },
      start('a', [1, 4]),
    ),
    { signal: quit.signal },
    whenBegun(3, () => quit.abort()),
  );
  expect(lines.slice(-4)).toEqual([
    'done #3',
    'skipped #4 interrupted',
    'skipped #5 interrupted',
    'ended, 0 failed, interrupted',
  ]);
  expect(engine.state.find('shop-job-1')?.state).toBe('running');
});

test('a step for a changed image only is left out when the image is the same, and counts as done', async () => {
  const body = JSON.stringify({ Id: 'sha256:same', Config: {} });
  engine.fail({ match: /GET \/images\/.*\/json$/, how: { kind: 'answer', status: 200, body } });
  const lines = await run(
    plan(
      { ...create('a'), onlyIf: [{ image: 'localhost/bb', id: 'sha256:same' }] },
      { ...create('b'), onlyIf: [{ image: 'localhost/bb', id: 'sha256:older' }], after: [1] },
    ),
  );
  expect(lines).toEqual(['skipped #1 unchanged', 'begun #2', 'done #2', 'ended, 0 failed']);
});

test('a renamed container is found by its old name in later steps', async () => {
  engine.fail({ match: /POST .*\/rename$/, how: { kind: 'answer', status: 204, body: '' }, times: 1 });
  const renamed = engine.state.add({ name: 'shop-web-1', labels: {} });
  const lines = await run(
    plan({ kind: 'rename-container', container: { ...ref('tmp') }, to: 'shop-web-1' }, start('tmp', [1])),
  );
  expect(lines.at(-1)).toBe('ended, 0 failed');
  expect(renamed.state).toBe('running');
});

test('stopping a member of a pod asks first, and kills what does not end in time', async () => {
  await run(plan(create('a'), start('a', [1])));
  const kind = 'stop-container';
  engine.fail({ match: /POST .*\/kill$/, how: { kind: 'answer', status: 204, body: '' }, times: 1 });
  const lines = await run(plan({ kind, container: ref('a'), graceMs: 200 }));
  expect(lines).toContain('progress #1 still running after 0.2 s, killing it');
  expect(engine.state.find('shop-a-1')?.exitCode).toBe(137);
  expect(await run(plan({ kind, container: ref('a'), graceMs: 200 }))).toEqual([
    'begun #1',
    'done #1',
    'ended, 0 failed',
  ]);
});

test('a container is stopped once it has left its networks, so that its successor keeps the ports they share', async () => {
  engine.state.add({ name: 'shop-a-1', labels: {} });
  await run(plan(start('a', [])));
  engine.state.cleanUpMs = 150;
  const states: string[] = [];
  const kind = 'stop-container';
  await run(plan({ kind, container: ref('a'), graceMs: 1000 }), {}, (event) => {
    if (event.kind === 'done') states.push(engine.state.find('shop-a-1')?.state ?? '');
  });
  expect(states).toEqual(['exited']);
});

test('a stop by the engine tells whom it kills, and only fails when the container lives on', async () => {
  engine.state.add({ name: 'shop-a-1', labels: {} });
  await run(plan(start('a', [])));
  const kind = 'stop-container';
  const failure = { kind: 'answer', status: 500, body: '{"message":"no network"}' } as const;
  engine.fail({ match: /POST .*\/stop$/, how: failure, times: 1 });
  expect((await run(plan({ kind, container: ref('a'), graceMs: 1000 }))).at(-1)).toBe('ended, 1 failed');
  engine.state.cleanUpMs = 150;
  const lines = await run(plan({ kind, container: ref('a'), graceMs: 100 }));
  expect(lines).toContain('progress #1 still running after 0.1 s, killing it');
});

test('leaving the iteration early ends the work', async () => {
  const of = plan(create('job'), start('job', [1]), {
    kind: 'await-completed',
    container: ref('job'),
    after: [2],
  });
  const signal = new AbortController().signal;
  for await (const event of execute(of, { client, host: nodeHost(), features }, { signal })) {
    if (event.kind === 'begun' && event.operation.id === 3) break;
  }
  expect(engine.state.find('shop-job-1')?.state).toBe('running');
});
