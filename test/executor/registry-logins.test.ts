import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ExecutionEvent } from '../../src/executor/event.ts';
import { execute } from '../../src/executor/execute.ts';
import type { Project } from '../../src/model/project.ts';
import { planBuild } from '../../src/planner/build-plan.ts';
import { planPull } from '../../src/planner/pull-plan.ts';
import { planPush } from '../../src/planner/push-plan.ts';
import type { Plan } from '../../src/planner/plan.ts';
import { load } from '../../src/parser/load.ts';
import type { PodmanClient } from '../../src/podman/client.ts';
import { featuresOf } from '../../src/podman/features.ts';
import { createClient } from '../../src/podman/libpod-client.ts';
import { createTransport } from '../../src/podman/transport.ts';
import type { FakePodman } from '../support/fake-podman.ts';
import { startFakePodman } from '../support/fake-podman.ts';
import { memoryHost } from '../support/memory-host.ts';
import { emptyEngine } from '../support/project-fixture.ts';

const host = memoryHost({
  env: { REGISTRY_AUTH_FILE: '/auth.json' },
  files: {
    '/auth.json': JSON.stringify({
      auths: { 'r.example': { auth: Buffer.from('ann:s3cret').toString('base64') } },
    }),
    '/project/compose.yaml': `
services:
  web: { image: 'r.example/web:1', build: 'https://files.example/web.tar' }`,
  },
});
const features = featuresOf([5, 8, 6]);
let engine: FakePodman;
let client: PodmanClient;

beforeEach(async () => {
  engine = await startFakePodman();
  client = createClient(createTransport({ kind: 'unix', path: engine.socket }), features, {
    uri: `unix://${engine.socket}`,
    source: 'a test',
  });
});

afterEach(async () => {
  await client.close();
  await engine.close();
});

async function carryOut(planOf: (project: Project) => Plan): Promise<readonly ExecutionEvent[]> {
  const request = { files: [], profiles: [], envFiles: [], projectName: 'app' };
  const { value: project } = await load(request, host);
  if (project === undefined) throw new Error('the file is wrong');
  const events: ExecutionEvent[] = [];
  const tools = { client, host, features, project };
  for await (const event of execute(planOf(project), tools, { signal: new AbortController().signal })) {
    events.push(event);
  }
  return events;
}

/** The login in a header of the one request to a path. */
function loginSent(path: string, header: string): unknown {
  const at = engine.requests.findIndex((line) => line.endsWith(path));
  const text = engine.headers[at]?.[header];
  return typeof text === 'string' ? JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) : text;
}

const all = (project: Project) => new Set(project.services.keys());
const login = { 'r.example': { username: 'ann', password: 's3cret' } };

test('a pull sends the logins', async () => {
  await carryOut((project) =>
    planPull(project, emptyEngine(), {
      services: all(project),
      policy: undefined,
      ignoresBuildable: false,
      ignoresFailures: false,
    }),
  );
  expect(loginSent('/images/pull', 'x-registry-auth')).toEqual(login);
});

test('a push sends the logins, and what fails in its answer is a failure', async () => {
  const body = '{"stream":"Copying blob"}\n{"error":"authentication required"}\n';
  engine.fail({ match: /^POST \/images\/.*\/push/, how: { kind: 'answer', status: 200, body } });
  const events = await carryOut((project) =>
    planPush(project, { services: all(project), ignoresFailures: false }),
  );
  expect(loginSent('/push', 'x-registry-auth')).toEqual(login);
  expect(events.map(({ kind }) => kind)).toEqual(['begun', 'progress', 'failed', 'ended']);
});

test('a build sends them in the header of its own, and they show nowhere', async () => {
  const body = `{"stream":"STEP 1/1"}\n{"stream":"${'a'.repeat(64)}\\n"}\n`;
  engine.fail({ match: /^POST \/build/, how: { kind: 'answer', status: 200, body } });
  const events = await carryOut((project) =>
    planBuild(project, {
      services: all(project),
      args: new Map(),
      isCacheOff: false,
      isPullForced: false,
      memoryBytes: undefined,
      push: false,
    }),
  );
  expect(loginSent('/build', 'x-registry-config')).toEqual(login);
  expect(events.at(-1)).toMatchObject({ kind: 'ended', failures: 0 });
  expect(JSON.stringify(events)).not.toContain('s3cret');
});
