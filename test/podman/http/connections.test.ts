import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createPlainServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import type { Endpoint } from '../../../src/podman/endpoint.ts';
import type { Connections } from '../../../src/podman/http/connections.ts';
import { createConnections } from '../../../src/podman/http/connections.ts';
import type { HttpRequest } from '../../../src/podman/http/exchange.ts';
import type { TlsFiles } from '../../../src/podman/http/socket.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Server {
  readonly socket: string;
  readonly connections: Connections;
  /** How many have connected. */
  readonly count: () => number;
}

/** Node's own server, and connections to it. */
async function serve(answer: (request: IncomingMessage, reply: ServerResponse) => void): Promise<Server> {
  const server = createServer(answer);
  let count = 0;
  server.on('connection', () => count++);
  return { ...(await listen(server)), count: () => count };
}

/** A server that does not speak for itself. */
async function serveRaw(answer: (socket: Socket, at: number) => void): Promise<Server> {
  let count = 0;
  const server = createPlainServer((socket) => {
    socket.on('error', () => undefined);
    answer(socket, count++);
  });
  return { ...(await listen(server)), count: () => count };
}

async function listen(server: ReturnType<typeof createPlainServer>): Promise<Omit<Server, 'count'>> {
  const folder = await mkdtemp(join(tmpdir(), 'selkie-http-'));
  const socket = join(folder, 's');
  await new Promise<void>((done) => server.listen(socket, done));
  const connections = connect({ kind: 'unix', path: socket });
  cleanUps.push(
    () => rm(folder, { recursive: true }),
    () => {
      connections.close();
      server.close();
    },
  );
  return { socket, connections };
}

function connect(endpoint: Endpoint, tls?: TlsFiles): Connections {
  const connections = createConnections(endpoint, tls);
  cleanUps.push(() => connections.close());
  return connections;
}

const get = (path: string, changes: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  path,
  headers: {},
  body: undefined,
  timeoutMs: 5000,
  signal: undefined,
  ...changes,
});

const post = (body: HttpRequest['body'], changes: Partial<HttpRequest> = {}) =>
  get('/', { method: 'POST', body, ...changes });

/** Answers with what it was sent. */
const echo = (request: IncomingMessage, reply: ServerResponse) => {
  const { method = '', url = '', headers } = request;
  const length = headers['content-length'] ?? headers['transfer-encoding'] ?? 'none';
  reply.write(`${method} ${url} ${length} `);
  request.pipe(reply);
};

async function textOf(connections: Connections, request: HttpRequest): Promise<string> {
  return (await connections.send(request)).body.text();
}

test('requests one after the other share a connection, those at once have their own', async () => {
  const { connections, count } = await serve(echo);
  for (const path of ['/a', '/b', '/c'])
    expect(await textOf(connections, get(path))).toBe(`GET ${path} none `);
  expect(count()).toBe(1);
  const paths = Array.from({ length: 40 }, (_, at) => `/${at}`);
  const texts = await Promise.all(paths.map((path) => textOf(connections, get(path))));
  expect(texts).toEqual(paths.map((path) => `GET ${path} none `));
  expect(count()).toBe(40);
});

test('what is sent arrives, whatever it is', async () => {
  const { connections } = await serve(echo);
  expect(await textOf(connections, post('grün'))).toBe('POST / 5 grün');
  expect(await textOf(connections, post(Buffer.from('bytes')))).toBe('POST / 5 bytes');
  expect(await textOf(connections, post(undefined))).toBe('POST / 0 ');
  const pieces = ['a', Buffer.alloc(300_000, 'b'), '', 'c'];
  expect(await textOf(connections, post(Readable.from(pieces, { objectMode: true })))).toBe(
    `POST / chunked a${'b'.repeat(300_000)}c`,
  );
});

test('a reader that is slow slows the server down, and the next request does not wait for it', async () => {
  const size = 20 * 1024 * 1024;
  let sent = 0;
  const { connections } = await serve((request, reply) => {
    if (request.url !== '/much') {
      reply.end('little');
      return;
    }
    const piece = Buffer.alloc(64 * 1024, 'x');
    const more = () => {
      while (sent < size) {
        sent += piece.length;
        if (!reply.write(piece)) {
          reply.once('drain', more);
          return;
        }
      }
      reply.end();
    };
    more();
  });
  const { body } = await connections.send(get('/much', { timeoutMs: 300 }));
  // Longer than the limit: it is our side that keeps still.
  await new Promise((done) => setTimeout(done, 500));
  expect(sent).toBeLessThan(size / 4);
  expect(await textOf(connections, get('/little'))).toBe('little');
  let read = 0;
  for await (const bytes of body) read += bytes.length;
  expect(read).toBe(size);
  expect(await textOf(connections, get('/little'))).toBe('little');
});

test('a reader that has enough ends the connection', async () => {
  let isGone = false;
  const { connections, count } = await serve((request, reply) => {
    reply.write('line\n');
    reply.once('close', () => (isGone = true));
    if (request.url === '/once') reply.end();
  });
  const { body } = await connections.send(get('/endless'));
  for await (const bytes of body) {
    expect(bytes.toString()).toBe('line\n');
    break;
  }
  expect(await textOf(connections, get('/once'))).toBe('line\n');
  expect(isGone).toBe(true);
  expect(count()).toBe(2);
});

test('a body that is dumped leaves the connection to others, and much of it does not', async () => {
  const { connections, count } = await serve((request, reply) => {
    reply.end('x'.repeat(request.url === '/much' ? 5_000_000 : 10));
  });
  await (await connections.send(get('/little'))).body.dump();
  await (await connections.send(get('/much'))).body.dump();
  expect(count()).toBe(1);
  await (await connections.send(get('/little'))).body.dump();
  expect(count()).toBe(2);
});

test('a GET on a connection that breaks is sent again on a new one, a POST is not', async () => {
  const { connections, count } = await serveRaw((socket, at) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      // The first connection carries one request only, and says so to nobody.
      if (at % 2 === 0) socket.once('data', () => socket.destroy());
      else socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
    });
  });
  expect(await textOf(connections, get('/'))).toBe('ok');
  expect(await textOf(connections, get('/'))).toBe('ok');
  expect(count()).toBe(2);
  expect(await textOf(connections, get('/'))).toBe('ok');
  connections.close();
});

test('a POST is not sent twice', async () => {
  const { connections, count } = await serveRaw((socket) => socket.once('data', () => socket.destroy()));
  await expect(connections.send(post('x'))).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(count()).toBe(1);
});

test('a server that says nothing is given up', async () => {
  const { connections } = await serveRaw(() => undefined);
  await expect(connections.send(get('/', { timeoutMs: 50 }))).rejects.toMatchObject({ code: 'ETIMEDOUT' });
});

test('an abort ends a request that waits, one whose body is read, and one that is being sent', async () => {
  const { connections } = await serve((request, reply) => {
    if (request.url === '/body') reply.write('begun');
  });
  const abort = (ms: number) => AbortSignal.any([AbortSignal.timeout(ms)]);
  await expect(connections.send(get('/', { signal: abort(30) }))).rejects.toThrow('timeout');
  const { body } = await connections.send(get('/body', { signal: abort(60) }));
  await expect(body.text()).rejects.toThrow('timeout');
  const endless = new Readable({ read: () => undefined });
  endless.push('begun');
  await expect(connections.send(post(endless, { signal: abort(30) }))).rejects.toThrow('timeout');
  expect(endless.destroyed).toBe(true);
  await expect(
    connections.send(get('/', { signal: AbortSignal.abort(new Error('enough')) })),
  ).rejects.toThrow('enough');
});

test('a source that fails fails the request with its own words', async () => {
  const { connections } = await serve(echo);
  const source = Readable.from(
    // eslint-disable-next-line @typescript-eslint/require-await
    (async function* () {
      yield 'a';
      throw new Error('the file is gone');
    })(),
  );
  await expect(connections.send(post(source)).then(({ body }) => body.text())).rejects.toThrow(
    'the file is gone',
  );
});

test('a refusal that comes before all was sent is heard, and the rest is not sent', async () => {
  const { connections, count } = await serve((request, reply) => {
    if (request.method === 'GET') reply.end('fine');
    else request.once('data', () => reply.writeHead(413, { 'content-length': 4 }).end('much'));
  });
  const endless = new Readable({ read: () => setTimeout(() => endless.push('x'.repeat(1000)), 1) });
  const { status, body } = await connections.send(post(endless));
  expect([status, await body.text()]).toEqual([413, 'much']);
  expect(endless.destroyed).toBe(true);
  expect(await textOf(connections, get('/'))).toBe('fine');
  expect(count()).toBe(2);
});

test('a header cannot begin another request', async () => {
  const { connections, count } = await serve(echo);
  await expect(connections.send(get('/', { headers: { a: 'b\r\nc: d' } }))).rejects.toThrow('would be two');
  await expect(connections.send(get('/ HTTP/1.1\r\n\r\nGET /x'))).rejects.toThrow('would be two');
  expect(count()).toBeLessThanOrEqual(2);
});

test('TCP, and TLS with certificates on both sides', async () => {
  const read = (name: string) => readFile(join(import.meta.dirname, 'tls', name), 'utf8');
  const [cert, key] = await Promise.all([read('cert.pem'), read('key.pem')]);
  const secure = createSecureServer({ cert, key, ca: cert, requestCert: true }, echo);
  const plain = createServer(echo);
  for (const [server, protocol] of [
    [plain, 'http'],
    [secure, 'https'],
  ] as const) {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    cleanUps.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const endpoint = { kind: 'tcp', origin: `${protocol}://127.0.0.1:${port}` } as const;
    const tls = { ca: cert, cert, key };
    expect(await textOf(connect(endpoint, tls), post('x'))).toBe('POST / 1 x');
    if (protocol === 'http') continue;
    await expect(connect(endpoint).send(get('/'))).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  }
});
