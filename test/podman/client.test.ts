import { Readable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { ToolError } from '../../src/diagnostics/tool-error.ts';
import { pingServer } from '../../src/podman/calls/system.ts';
import type { PodmanClient } from '../../src/podman/client.ts';
import { featuresOf } from '../../src/podman/features.ts';
import { createClient } from '../../src/podman/libpod-client.ts';
import { containerSpec, infraName, podSpec } from '../../src/podman/spec-generator.ts';
import { createTransport } from '../../src/podman/transport.ts';
import { someContainer, somePod } from '../support/designs.ts';
import type { FakePodman } from '../support/fake-podman.ts';
import { startFakePodman } from '../support/fake-podman.ts';

const open: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function engine(
  options: Parameters<typeof startFakePodman>[0] = {},
): Promise<{ readonly fake: FakePodman; readonly client: PodmanClient }> {
  const fake = await startFakePodman(options);
  open.push(fake);
  const where = { uri: `unix://${fake.socket}`, source: 'a test' };
  const transport = createTransport({ kind: 'unix', path: fake.socket });
  open.push(transport);
  const { version } = await pingServer(transport, where);
  return { fake, client: createClient(transport, featuresOf(version), where) };
}

async function diagnosticOf(promise: Promise<unknown>): Promise<Diagnostic | undefined> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ToolError)) throw new Error('no ToolError', { cause: error });
  return error.diagnostics[0];
}

const spec = (name: string) =>
  containerSpec(someContainer({}, { name }), { features: featuresOf([5, 8, 6]) });

describe('connections that break', () => {
  test('a GET is sent again once, and no more', async () => {
    const { fake, client } = await engine();
    fake.fail({ match: /^GET \/containers\/json/, how: { kind: 'drop' }, times: 1 });
    expect(await client.listContainers({})).toEqual([]);
    fake.fail({ match: /^GET \/containers\/json/, how: { kind: 'drop' }, times: 2 });
    expect(await diagnosticOf(client.listContainers({}))).toEqual({
      code: 'engine/connection-lost',
      args: { action: 'list containers', problem: 'the engine closed the connection' },
    });
  });

  test('a POST is never sent again', async () => {
    const { fake, client } = await engine();
    fake.fail({ match: /^POST \/containers\/create/, how: { kind: 'drop' }, times: 1 });
    expect((await diagnosticOf(client.createContainer(spec('a'))))?.code).toBe('engine/connection-lost');
    expect(fake.requests.filter((line) => line.includes('/containers/create'))).toHaveLength(1);
  });

  test('a connection that the engine has closed meanwhile is noticed', async () => {
    const { fake, client } = await engine({ keepAliveMs: 50 });
    for (let round = 0; round < 3; round++) {
      expect(await client.listContainers({})).toEqual([]);
      await new Promise((done) => setTimeout(done, 120));
    }
    expect(fake.requests.filter((line) => line.endsWith('/containers/json'))).toHaveLength(3);
  });

  test('an answer that breaks off is an error, not a short answer', async () => {
    const { fake, client } = await engine();
    fake.fail({ match: /^GET \/pods\/json/, how: { kind: 'break-off', body: '[' } });
    expect((await diagnosticOf(client.listPods({})))?.code).toBe('engine/connection-lost');
  });

  test('an engine that goes away in the middle of events says so', async () => {
    const { fake, client } = await engine();
    const events = await client.events({}, {}, new AbortController().signal);
    fake.state.add({ name: 'a' });
    const seen: string[] = [];
    const watching = (async () => {
      for await (const { action } of events) {
        seen.push(action);
        fake.state.stopEvents();
      }
    })();
    expect((await diagnosticOf(watching))?.code).toBe('engine/connection-lost');
    expect(seen).toEqual(['create']);
  });

  test('events that are no longer wanted end quietly', async () => {
    const { client } = await engine();
    const abort = new AbortController();
    const events = await client.events({}, {}, abort.signal);
    setTimeout(() => abort.abort(), 20);
    const seen = [];
    for await (const event of events) seen.push(event);
    expect(seen).toEqual([]);
  });

  test('an abort ends a call with its reason', async () => {
    const { fake, client } = await engine();
    fake.state.images.add('localhost/bb');
    await client.createContainer(spec('a'));
    await client.startContainer('a');
    const abort = new AbortController();
    const waiting = client.waitContainer('a', ['exited'], abort.signal);
    setTimeout(() => abort.abort(new Error('enough')), 20);
    await expect(waiting).rejects.toThrow('enough');
    await expect(client.listContainers({}, abort.signal)).rejects.toThrow('enough');
  });

  test('no socket, and a socket without a server', async () => {
    const { fake, client } = await engine();
    await fake.close();
    expect(await diagnosticOf(client.listContainers({}))).toMatchObject({
      code: 'engine/connection-lost',
      args: { problem: 'there is no socket' },
    });
  });
});

describe('answers that make no sense', () => {
  test.each([
    ['no JSON', 'hello', '/v5.0.0/libpod/containers/json', 'it is no JSON (`hello`)'],
    ['another kind', '{}', 'containers', 'a list was expected, not an object'],
    ['a member of another kind', '[{"Id":5}]', 'containers[0]', '`Id` should be a text, not a number'],
    ['a member missing', '[{}]', 'containers[0]', '`Id` is missing'],
    [
      'a list of another kind',
      '[{"Id":"a","Names":"b"}]',
      'containers[0]',
      '`Names` should be a list of texts, not a text',
    ],
  ])('%s', async (_name, body, what, problem) => {
    const { fake, client } = await engine();
    fake.fail({ match: /^GET \/containers\/json/, how: { kind: 'answer', status: 200, body } });
    expect(await diagnosticOf(client.listContainers({}))).toEqual({
      code: 'engine/bad-reply',
      args: { what, problem },
    });
  });

  test('null is an empty list', async () => {
    const { fake, client } = await engine();
    fake.fail({ match: /^GET \/containers\/json/, how: { kind: 'answer', status: 200, body: 'null' } });
    expect(await client.listContainers({})).toEqual([]);
  });

  test('a refusal without a reason keeps its status', async () => {
    const { fake, client } = await engine();
    fake.fail({ match: /^GET \/info/, how: { kind: 'answer', status: 502, body: '' } });
    expect(await diagnosticOf(client.info())).toEqual({
      code: 'engine/request-failed',
      args: {
        action: 'ask the engine about itself',
        status: 502,
        cause: 'it answered with status 502 and no reason',
      },
    });
  });
});

describe('what is so already', () => {
  test('starting twice, killing what ended and removing what is gone are no failures', async () => {
    const { fake, client } = await engine();
    fake.state.images.add('localhost/bb');
    await client.createPod(podSpec(somePod(), featuresOf([5, 8, 6])));
    await client.startContainer(infraName('shop'));
    await client.createContainer(spec('a'));
    await client.initContainer('a');
    await client.startContainer('a');
    await client.startContainer('a');
    await client.killContainer('a', 'SIGTERM');
    await client.killContainer('a', 'SIGTERM');
    await client.removeContainer('a', {});
    await client.removeContainer('a', {});
    await client.removePod('shop', {});
    await client.removePod('shop', {});
    await client.removeNetwork('n');
    await client.removeVolume('v');
    await client.removeSecret('s');
    expect(fake.state.containers.size).toBe(0);
  });

  test('a volume may exist, and a secret is replaced', async () => {
    for (const version of ['4.3.1', '5.8.6']) {
      const { fake, client } = await engine({ version });
      await client.createVolume({ Name: 'v', Labels: { a: 'b' } });
      await client.createVolume({ Name: 'v' });
      await client.createSecret('s', Buffer.from('one'), { labels: new Map() });
      await client.createSecret('s', Buffer.from('two'), { labels: new Map([['a', 'b']]) });
      expect(fake.state.secrets.get('s')).toMatchObject({ data: Buffer.from('two'), labels: { a: 'b' } });
      const volumes = await client.listVolumes({});
      expect(volumes).toMatchObject([
        { name: 'v', driver: 'local', labels: new Map([['a', 'b']]), isAnonymous: false },
      ]);
    }
  });
});

test('an old server is spoken to under its own version', async () => {
  const { fake, client } = await engine({ version: '4.9.5' });
  await client.listPods({});
  expect(fake.requests.at(-1)).toBe('GET /v4.9.5/libpod/pods/json');
});

test('logs come in frames, each with its stream', async () => {
  const { fake, client } = await engine();
  const container = fake.state.add({ name: 'a' });
  container.log = [
    [1, 'out\n'],
    [2, 'err\n'],
    [1, 'ünfinished'],
  ];
  const lines: string[] = [];
  for await (const frames of client.containerLogs('a', {})) {
    for (const { stream, data } of frames)
      lines.push(`${stream} ${JSON.stringify(Buffer.from(data).toString())}`);
  }
  expect(lines).toEqual(['stdout "out\\n"', 'stderr "err\\n"', 'stdout "ünfinished"']);
});

test('a pull tells its progress, and its failure although the status is 200', async () => {
  const { fake, client } = await engine();
  const kinds: string[] = [];
  for await (const { kind } of client.pullImage('a', {})) kinds.push(kind);
  expect(kinds).toEqual(['text', 'image']);

  const line = '{"error":"initializing source docker://a:1: reading manifest 1 in a: manifest unknown"}\n';
  fake.fail({ match: /^POST \/images\/pull/, how: { kind: 'answer', status: 200, body: line } });
  const pull = async () => {
    for await (const { kind } of client.pullImage('a', {})) kinds.push(kind);
  };
  expect((await diagnosticOf(pull()))?.code).toBe('engine/image-not-found');
});

test("a build's last line is its image", async () => {
  const { fake, client } = await engine();
  const id = 'a'.repeat(64);
  const body = `{"stream":"STEP 1/1: FROM scratch\\n"}\n{"stream":"${id}\\n"}\n`;
  fake.fail({ match: /^POST \/build/, how: { kind: 'answer', status: 200, body }, times: 1 });
  const lines = [];
  for await (const line of client.buildImage(Readable.from(['tar']), { query: { t: 'x' } })) lines.push(line);
  expect(lines).toEqual([
    { kind: 'text', text: 'STEP 1/1: FROM scratch\n' },
    { kind: 'image', id },
  ]);

  const failure = '{"errorDetail":{"message":"no stage"},"error":"no stage"}\n';
  fake.fail({ match: /^POST \/build/, how: { kind: 'answer', status: 200, body: failure } });
  const build = async () => {
    for await (const line of client.buildImage(Readable.from(['tar']), { query: { t: ['x', 'y'] } }))
      lines.push(line);
  };
  expect(await diagnosticOf(build())).toEqual({
    code: 'engine/build-failed',
    args: { action: 'build image `x`', cause: 'no stage' },
  });
});
