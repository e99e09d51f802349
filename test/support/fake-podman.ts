import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse, routes } from './fake-podman/routes.ts';
import { FakeState } from './fake-podman/state.ts';

/** What a real engine will not do on demand. `match` is tried against `METHOD path` (path below `/libpod`, without query). */
interface Fault {
  readonly match: RegExp;
  readonly how:
    /** The connection breaks before an answer. */
    | { readonly kind: 'drop' }
    /** The connection breaks after this much of an answer. */
    | { readonly kind: 'break-off'; readonly body: string }
    /** Some other answer. */
    | { readonly kind: 'answer'; readonly status: number; readonly body: string }
    /** Podman's own refusal. */
    | { readonly kind: 'refuse'; readonly status: number; readonly cause: string; readonly message?: string }
    /** The usual answer, late. */
    | { readonly kind: 'delay'; readonly ms: number };
  /** How often; undefined: always. */
  readonly times?: number;
}

/** A running fake engine. */
export interface FakePodman {
  readonly socket: string;
  readonly state: FakeState;
  /** Requests in the order they came: `POST /v5.0.0/libpod/pods/create`. */
  readonly requests: readonly string[];
  /** The headers of each request, in the same order. */
  readonly headers: readonly IncomingHttpHeaders[];
  readonly fail: (fault: Fault) => void;
  readonly close: () => Promise<void>;
}

/** Starts a stateful HTTP server that answers as Podman does, on a unix socket of its own. */
export async function startFakePodman(
  options: {
    readonly version?: string;
    /** False: no header tells that it is Podman. */ readonly isPodman?: boolean;
    /** How long idle connections are kept; Podman's own is 10 s. */ readonly keepAliveMs?: number;
  } = {},
): Promise<FakePodman> {
  const { version = '5.8.6', isPodman = true, keepAliveMs = 10_000 } = options;
  const dir = await mkdtemp(join(tmpdir(), 'selkie-fake-'));
  const socket = join(dir, 'podman.sock');
  const state = new FakeState();
  const requests: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const faults: { readonly fault: Fault; left: number }[] = [];

  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    void handle(request, response);
  });
  await new Promise<void>((done) => server.listen(socket, done));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://d');
    const method = request.method ?? '';
    requests.push(`${method} ${pathname}`);
    headers.push(request.headers);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = pathname.replace(/^\/v[\d.]+\/libpod/, '');
    const line = `${method} ${path}`;
    if (await isSpoiled(line, response)) return;
    if (path === '/_ping') {
      response.writeHead(200, isPodman ? { 'libpod-api-version': version } : { 'api-version': '1.44' });
      response.end('OK');
      return;
    }
    for (const [pattern, answer] of routes) {
      const match = pattern.exec(line);
      if (match === null) continue;
      answer(state, match, { method, path, query: searchParams, body: Buffer.concat(chunks) }, response);
      return;
    }
    refuse(response, 404, `the fake engine has no ${line}`);
  }

  /** True when a fault took the answer's place. */
  async function isSpoiled(line: string, response: ServerResponse): Promise<boolean> {
    const found = faults.find(({ fault, left }) => left > 0 && fault.match.test(line));
    if (found === undefined) return false;
    found.left -= 1;
    const { how } = found.fault;
    switch (how.kind) {
      case 'drop':
        response.destroy();
        return true;
      case 'break-off':
        response.writeHead(200, { 'content-length': 100_000 });
        response.write(how.body, () => response.destroy());
        return true;
      case 'answer':
        response.writeHead(how.status).end(how.body);
        return true;
      case 'refuse':
        refuse(response, how.status, how.cause, how.message);
        return true;
      case 'delay':
        await new Promise((done) => setTimeout(done, how.ms));
        return false;
    }
  }

  return {
    socket,
    state,
    requests,
    headers,
    fail: (fault) => {
      faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(dir, { recursive: true, force: true });
    },
  };
}
