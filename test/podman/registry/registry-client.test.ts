import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { ToolError } from '../../../src/diagnostics/tool-error.ts';
import type { Processes } from '../../../src/host/host.ts';
import { parseImageRef } from '../../../src/model/image-ref.ts';
import { createRegistryClient } from '../../../src/podman/registry/registry-client.ts';
import { memoryHost } from '../../support/memory-host.ts';

const manifest = '{"schemaVersion":2}';
const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
const signal = new AbortController().signal;
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** An http server: its `host:port`, and what was asked of it. */
async function serve(
  answer: (request: Seen, response: ServerResponse) => void,
): Promise<{ readonly at: string; readonly seen: readonly Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const { method = '', url = '', headers } = request;
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const one = { method, url, authorization: headers.authorization, body };
      seen.push(one);
      answer(one, response);
    });
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return { at: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, seen };
}

const show = (response: ServerResponse): void => {
  response.writeHead(200, { 'docker-content-digest': digest }).end();
};

/** The digest, or the code of what went wrong. */
async function ask(
  image: string,
  files: Readonly<Record<string, string>> = {},
  processes: Partial<Processes> = {},
): Promise<string> {
  const host = memoryHost({ files, processes, env: { REGISTRY_AUTH_FILE: '/auth.json' } });
  const client = createRegistryClient(host);
  const ref = parseImageRef(image);
  if (ref === undefined) throw new Error(`no image name: ${image}`);
  try {
    return await client.digestOf(ref, signal);
  } catch (error) {
    if (error instanceof ToolError) return error.diagnostics.map(({ code }) => code).join();
    throw error;
  } finally {
    await client.close();
  }
}

const auths = (entries: Readonly<Record<string, unknown>>): Record<string, string> => ({
  '/auth.json': JSON.stringify({ auths: entries }),
});
const basic = (text: string): string => Buffer.from(text).toString('base64');

test('a registry that shows it to everybody; an untagged image is `latest`', async () => {
  const { at, seen } = await serve((_, response) => show(response));
  expect(await ask(`${at}/team/app`)).toBe(digest);
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['HEAD /v2/team/app/manifests/latest']);
});

test.each<[name: string, status: number, headers: Record<string, string>]>([
  ['no digest in the header', 200, {}],
  ['a digest that is none', 200, { 'docker-content-digest': 'rubbish' }],
  ['a registry without HEAD', 405, {}],
])('%s: the manifest is read and counted', async (_, status, headers) => {
  const { at } = await serve(({ method }, response) => {
    if (method === 'HEAD') response.writeHead(status, headers).end();
    else response.end(manifest);
  });
  expect(await ask(`${at}/app:1`)).toBe(digest);
});

test('a password is asked for and given: the entry nearest to the repository', async () => {
  const { at, seen } = await serve(({ authorization }, response) => {
    if (authorization === `Basic ${basic('bob:right')}`) show(response);
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
  });
  const entries = { [at]: { auth: basic('bob:wrong') }, [`${at}/team`]: { auth: basic('bob:right') } };
  expect(await ask(`${at}/team/app`, auths(entries))).toBe(digest);
  expect(seen[0]?.authorization).toBeUndefined();
  expect(await ask(`${at}/other/app`, auths(entries))).toBe('registry/denied');
  expect(await ask(`${at}/team/app`)).toBe('registry/denied');
});

/** A registry that wants a token, and gives it out itself. */
async function tokenRegistry(isWelcome: (request: Seen) => boolean) {
  const registry = await serve((request, response) => {
    if (request.url.startsWith('/token')) {
      response.writeHead(isWelcome(request) ? 200 : 401).end('{"token":"t0ken"}');
    } else if (request.authorization === 'Bearer t0ken') show(response);
    else {
      const realm = `http://${registry.at}/token`;
      const challenge = `Bearer realm="${realm}",service="shop",scope="repository:team/app:pull"`;
      response.writeHead(401, { 'www-authenticate': challenge }).end();
    }
  });
  return registry;
}

test('a token is fetched with a password, without one, and with an identity token', async () => {
  const open = await tokenRegistry(() => true);
  expect(await ask(`${open.at}/team/app`)).toBe(digest);
  expect(open.seen[1]?.url).toBe('/token?service=shop&scope=repository%3Ateam%2Fapp%3Apull');

  const closed = await tokenRegistry(({ authorization }) => authorization === `Basic ${basic('bob:pw')}`);
  expect(await ask(`${closed.at}/team/app`, auths({ [closed.at]: { auth: basic('bob:pw') } }))).toBe(digest);
  expect(await ask(`${closed.at}/team/app`)).toBe('registry/denied');

  const identity = await tokenRegistry(
    ({ method, body }) => method === 'POST' && body.includes('grant_type=refresh_token&refresh_token=idt'),
  );
  expect(await ask(`${identity.at}/team/app`, auths({ [identity.at]: { identitytoken: 'idt' } }))).toBe(
    digest,
  );
});

test('a credential helper is asked before the entries of the file, over its standard input', async () => {
  const { at } = await serve(({ authorization }, response) => {
    if (authorization === `Basic ${basic('bob:kept')}`) show(response);
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
  });
  const asked: unknown[] = [];
  const answer = { exitCode: 0, stdout: '{"Username":"bob","Secret":"kept"}', stderr: '' };
  const found = await ask(
    `${at}/app`,
    { '/auth.json': JSON.stringify({ auths: { [at]: {} }, credHelpers: { [at]: 'safe' } }) },
    {
      find: (name) => Promise.resolve(`/bin/${name}`),
      run: (command, args, options) => {
        asked.push([command, ...args, options?.input]);
        return Promise.resolve(answer);
      },
    },
  );
  expect(found).toBe(digest);
  expect(asked).toEqual([['docker-credential-safe', 'get', at]]);
});

test('a redirect is followed, and the password stays behind', async () => {
  const other = await serve((_, response) => show(response));
  const { at } = await serve(({ authorization }, response) => {
    if (authorization === undefined) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
    } else response.writeHead(307, { location: `http://${other.at}/elsewhere` }).end();
  });
  expect(await ask(`${at}/app`, auths({ [at]: { auth: basic('bob:pw') } }))).toBe(digest);
  expect(other.seen).toMatchObject([{ url: '/elsewhere', authorization: undefined }]);
});

test.each<[status: number, code: string, asked: number]>([
  [404, 'registry/no-image', 1],
  [403, 'registry/denied', 1],
  [401, 'registry/denied', 1],
  [500, 'registry/failed', 1],
  [429, 'registry/failed', 3],
  [503, 'registry/failed', 3],
])('status %i is %s, after %i requests', async (status, code, count) => {
  const { at, seen } = await serve((_, response) => response.writeHead(status).end());
  expect(await ask(`${at}/app`)).toBe(code);
  expect(seen).toHaveLength(count);
});

test('nobody there', async () => {
  const { at } = await serve((_, response) => show(response));
  for (const server of servers.splice(0)) server.close();
  expect(await ask(`${at}/app`)).toBe('registry/unreachable');
});

test('mirrors of registries.conf are asked first, then the place that it names; what it blocks is not asked', async () => {
  const empty = await serve((_, response) => response.writeHead(404).end());
  const full = await serve((_, response) => show(response));
  const conf = `
[[registry]]
prefix = "docker.io/library"
location = "${full.at}/hub"
[[registry.mirror]]
location = "${empty.at}/first"
[[registry.mirror]]
location = "${empty.at}/digests"
pull-from-mirror = "digest-only"
[[registry]]
location = "docker.io"
blocked = true
`;
  const files = { '/etc/containers/registries.conf': conf };
  expect(await ask('busybox:1', files)).toBe(digest);
  expect(empty.seen.map(({ url }) => url)).toEqual(['/v2/first/busybox/manifests/1']);
  expect(full.seen.map(({ url }) => url)).toEqual(['/v2/hub/busybox/manifests/1']);
  expect(await ask('team/app', files)).toBe('registry/blocked');
});
