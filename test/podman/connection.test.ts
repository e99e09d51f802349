import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ToolError } from '../../src/diagnostics/tool-error.ts';
import type { Host } from '../../src/host/host.ts';
import { nodeHost } from '../../src/host/node-host.ts';
import { nodeProcesses } from '../../src/host/node-processes.ts';
import type { ConnectRequest, Connection } from '../../src/podman/connection.ts';
import { connect, findEngine } from '../../src/podman/connection.ts';
import { startFakePodman } from '../support/fake-podman.ts';

const real = nodeHost();
const open: { readonly close: () => Promise<void> }[] = [];
let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'selkie-find-'));
});

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await rm(home, { recursive: true, force: true });
});

/** This machine, but for a home and a runtime folder of its own, and without the sockets and files of the system. */
function someHost(env: Readonly<Record<string, string>> = {}, changes: Partial<Host> = {}): Host {
  const isOurs = (path: string) =>
    path.startsWith(home) || path.startsWith('/proc/') || path.includes('selkie-fake-');
  const { stat, list, readText } = real.files;
  return {
    ...real,
    platform: 'linux',
    homeDir: home,
    env: { PATH: home, XDG_RUNTIME_DIR: home, ...env },
    processes: nodeProcesses({ PATH: home }),
    files: {
      ...real.files,
      stat: (path) => (isOurs(path) ? stat(path) : Promise.resolve(undefined)),
      list: (path) => (isOurs(path) ? list(path) : Promise.resolve([])),
      readText: (path) => (isOurs(path) ? readText(path) : Promise.resolve('')),
    },
    ...changes,
  };
}

async function fake(options: Parameters<typeof startFakePodman>[0] = {}) {
  const engine = await startFakePodman(options);
  open.push(engine);
  return engine;
}

async function found(host: Host, request: ConnectRequest = {}): Promise<Connection> {
  const connection = await connect(request, host, new AbortController().signal);
  open.push(connection.client);
  return connection;
}

async function refusal(host: Host, request: ConnectRequest = {}): Promise<ToolError> {
  const result = await findEngine(request, host, new AbortController().signal);
  if (result.connection === undefined) return result.error;
  await result.connection.client.close();
  throw new Error(`found ${result.connection.uri}`);
}

async function put(path: string, text: string): Promise<void> {
  await real.files.write(join(home, path), text);
}

const connectionsJson = (name: string, uri: string): string =>
  JSON.stringify({ Connection: { Default: name, Connections: { [name]: { URI: uri } } } });

test('the command line comes before the environment, that before files, those before sockets', async () => {
  const [a, b, c, d] = [await fake(), await fake(), await fake(), await fake()];
  const env = { CONTAINER_HOST: `unix://${b.socket}`, DOCKER_HOST: `unix://${c.socket}` };
  await put('.config/containers/podman-connections.json', connectionsJson('there', `unix://${d.socket}`));
  expect(await found(someHost(env), { url: `unix://${a.socket}` })).toMatchObject({
    uri: `unix://${a.socket}`,
    strategy: 'command-line',
    passedOver: [],
    isRemote: false,
    version: [5, 8, 6],
  });
  expect(await found(someHost(env))).toMatchObject({ uri: `unix://${b.socket}`, how: 'CONTAINER_HOST' });
  expect(await found(someHost({ DOCKER_HOST: env.DOCKER_HOST }))).toMatchObject({ strategy: 'docker-host' });
  expect(await found(someHost())).toMatchObject({ how: 'the default connection `there`' });
  expect(await found(someHost({ CONTAINER_CONNECTION: 'there' }))).toMatchObject({ strategy: 'environment' });
  expect(await found(someHost(), { connection: 'there' })).toMatchObject({ strategy: 'command-line' });
});

test('containers.conf names a default too', async () => {
  const engine = await fake();
  const conf = `[engine]\nactive_service = "far"\n[engine.service_destinations.far]\nuri = "unix://${engine.socket}"\n`;
  await put('.config/containers/containers.conf', conf);
  expect(await found(someHost())).toMatchObject({ how: 'the default connection `far`' });
});

test('an engine that was chosen and does not answer is not replaced', async () => {
  const engine = await fake();
  const env = { DOCKER_HOST: `unix://${engine.socket}` };
  const { diagnostics } = await refusal(someHost(env), { url: `unix://${home}/none.sock` });
  expect(diagnostics).toMatchObject([
    { code: 'engine/unreachable', args: { source: '`--url`', problem: 'there is no socket' } },
  ]);
  expect((await refusal(someHost({ ...env, CONTAINER_HOST: 'gopher://x' }))).diagnostics).toMatchObject([
    { code: 'engine/bad-address', args: { source: 'CONTAINER_HOST' } },
  ]);
});

test('an unknown connection names the nearest one', async () => {
  await put('.config/containers/podman-connections.json', connectionsJson('there', 'unix:///x'));
  expect((await refusal(someHost(), { connection: 'ther' })).diagnostics).toMatchObject([
    { code: 'engine/unknown-connection', args: { name: 'ther', nearest: 'there' } },
  ]);
});

test('Docker behind DOCKER_HOST is passed over, and refused when it was chosen', async () => {
  const docker = await fake({ isPodman: false });
  await mkdir(join(home, 'podman'));
  const engine = await fake();
  await real.files.rename(engine.socket, join(home, 'podman', 'podman.sock'));
  const connection = await found(someHost({ DOCKER_HOST: `unix://${docker.socket}` }, { uid: 1000 }));
  expect(connection.strategy).toBe('rootless-socket');
  expect(connection.passedOver).toContainEqual({
    strategy: 'docker-host',
    reason: `what answers at \`unix://${docker.socket}\` (DOCKER_HOST) is not Podman`,
  });
  expect((await refusal(someHost(), { url: docker.socket })).diagnostics).toMatchObject([
    { code: 'engine/not-podman' },
  ]);
});

test('a stale socket is passed over with the reason', async () => {
  const stale = await fake();
  await mkdir(join(home, 'podman'));
  await real.files.rename(stale.socket, join(home, 'podman', 'podman.sock'));
  await stale.close();
  const result = await findEngine({}, someHost({}, { uid: 1000 }), new AbortController().signal);
  expect(result).toMatchObject({ connection: undefined });
  if (result.connection !== undefined) throw new Error('found');
  expect(result.passedOver).toContainEqual({
    strategy: 'rootless-socket',
    reason: `\`unix://${home}/podman/podman.sock\`: nothing listens there`,
  });
});

test('an engine that is too old is refused, and said so when there is no other', async () => {
  const old = await fake({ version: '4.2.9' });
  const error = await refusal(someHost({ DOCKER_HOST: `unix://${old.socket}` }));
  expect(error.diagnostics).toMatchObject([
    { code: 'engine/too-old', args: { version: '4.2.9', oldest: '4.3.0' } },
  ]);
});

test('nothing anywhere: the next command', async () => {
  expect((await refusal(someHost({}, { uid: 0 }))).diagnostics).toEqual([
    { code: 'engine/none', args: { next: ['`selkie machine init && selkie machine start`'] } },
  ]);
  expect((await refusal(someHost({}, { platform: 'darwin' }))).diagnostics).toEqual([
    { code: 'engine/none', args: { next: ['`podman machine init && podman machine start`'] } },
  ]);
});

test('an installed Podman that cannot serve says why', async () => {
  await put('podman', '#!/bin/sh\necho "cannot set up namespace using newuidmap" >&2; exit 125\n');
  await chmod(join(home, 'podman'), 0o755);
  const uid = real.uid ?? 0;
  const error = await refusal(someHost({}, { uid }));
  expect(error.diagnostics[0]).toMatchObject({
    code: 'engine/service-failed',
    args: { output: 'cannot set up namespace using newuidmap' },
  });
});

test('a private socket that others could reach is not used', async () => {
  await put('podman', '#!/bin/sh\nexit 1\n');
  await chmod(join(home, 'podman'), 0o755);
  await mkdir(join(home, 'selkie'));
  await chmod(join(home, 'selkie'), 0o755);
  const result = await findEngine({}, someHost(), new AbortController().signal);
  if (result.connection !== undefined) throw new Error('found');
  expect(result.passedOver).toContainEqual({
    strategy: 'podman-service',
    reason: `\`${home}/selkie\` is open to others`,
  });
});

test('a machine is found while its process is the one that was started', async () => {
  const engine = await fake();
  const stat = await real.files.readText(`/proc/${process.pid}/stat`);
  const pidStartTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const run = { pid: process.pid, pidStartTime, socket: engine.socket };
  await put('state/machines/other/machine.json', '{}');
  await put('state/machines/other/run.json', JSON.stringify({ ...run, pidStartTime: '1' }));
  const host = someHost({ SELKIE_STATE_DIR: join(home, 'state') });
  const result = await findEngine({}, host, new AbortController().signal);
  if (result.connection !== undefined) throw new Error('found');
  expect(result.passedOver.at(-1)).toEqual({ strategy: 'machine', reason: 'machine `other` is not running' });

  await put('state/machines/default/machine.json', '{}');
  await put('state/machines/default/run.json', JSON.stringify(run));
  expect(await found(host)).toMatchObject({ strategy: 'machine', how: 'machine `default`' });
});

test('looking for an engine ends when it is no longer wanted', async () => {
  const engine = await fake();
  engine.fail({ match: /_ping/, how: { kind: 'delay', ms: 5000 } });
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error('enough')), 30);
  await expect(connect({ url: engine.socket }, someHost(), abort.signal)).rejects.toThrow('enough');
});
