import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
// The two parts that are used: all of undici (fetch, WebSocket, caches) takes three times as long to load.
import request from 'undici/lib/api/api-request.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import { expectMuchWork } from '../host/much-work.ts';
import type { Json } from '../lib/json.ts';
import { badReply } from './decode/fields.ts';
import type { Endpoint } from './endpoint.ts';
import { codeOf, connectionLost, refused } from './errors.ts';
import type { Hijacked } from './hijack.ts';

/** One HTTP call. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  /** Begins with `/`. */
  readonly path: string;
  /** undefined values are left out; lists repeat the key. */
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  /** JSON, bytes, or a stream that is sent as it comes. */
  readonly body?:
    | { readonly kind: 'json'; readonly value: Json }
    | { readonly kind: 'bytes'; readonly value: Uint8Array; readonly type: string }
    | { readonly kind: 'stream'; readonly value: Readable; readonly type: string };
  readonly headers?: Readonly<Record<string, string>>;
  /** Completes "could not" in an error. */
  readonly action: string;
  /** Statuses besides 2xx that are an answer, not a failure. */
  readonly accept?: readonly number[];
  /** The answer may take as long as it likes: no limit on headers or body. */
  readonly isUnhurried?: boolean;
  /** Limit for headers and body; ignored when unhurried. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** The answer to a call that did not fail. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Must be read or dumped. */
  readonly body: AsyncIterable<Uint8Array> & {
    readonly text: () => Promise<string>;
    readonly dump: () => Promise<void>;
  };
}

/** HTTP to one engine. */
export interface Transport {
  /** Resolves when the answer's headers are here. Rejects with a ToolError, or with the signal's reason. */
  readonly open: (call: Call) => Promise<Answer>;
  /** The answer's JSON, or undefined for an empty body. */
  readonly json: (call: Call) => Promise<unknown>;
  /** Sends, and drops the answer's body. Resolves to the status. */
  readonly send: (call: Call) => Promise<number>;
  /** Sends a POST (with a JSON body or none) on a connection of its own, and takes that over for bytes both ways. */
  readonly hijack: (call: Call) => Promise<Hijacked>;
  readonly close: () => Promise<void>;
}

/** The engine closes idle connections after 10 s: ours are given up well before, so that nothing is sent into a closed one. */
const keepAliveMs = 4000;
const patientMs = 300_000;

/** PEM texts for a server that wants to know who asks. */
export interface TlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Opens HTTP to an endpoint; nothing is connected before the first call. */
export function createTransport(endpoint: Endpoint, tls?: TlsFiles): Transport {
  expectMuchWork();
  const agent = new Agent({
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
    connect: endpoint.kind === 'unix' ? { socketPath: endpoint.path } : { timeout: 10_000, ...tls },
  });
  const origin = endpoint.kind === 'unix' ? 'http://d' : endpoint.origin;

  async function attempt(call: Call): Promise<Dispatcher.ResponseData> {
    const limit = call.isUnhurried === true ? 0 : (call.timeoutMs ?? patientMs);
    return request.call(agent, {
      origin,
      path: withQuery(call),
      method: call.method,
      headers: { ...headersOf(call), ...call.headers },
      body: bodyOf(call),
      headersTimeout: limit,
      bodyTimeout: limit,
      signal: call.signal ?? null,
    });
  }

  async function open(call: Call): Promise<Answer> {
    call.signal?.throwIfAborted();
    let reply: Dispatcher.ResponseData;
    try {
      // Only a GET may be sent twice: the first may have been carried out before the connection broke.
      reply = await attempt(call).catch((error: unknown) => {
        if (call.method !== 'GET' || !isStale(error)) throw error;
        return attempt(call);
      });
    } catch (error) {
      throw failureOf(call, error);
    }
    const { statusCode: status, headers } = reply;
    if ((status < 200 || status > 299) && call.accept?.includes(status) !== true) {
      throw refused(call.action, status, parseLoosely(await bodyText(call, reply)));
    }
    return { status, headers, body: guarded(call, reply) };
  }

  return {
    open,
    json: async (call) => {
      const { body } = await open(call);
      const text = await body.text();
      if (text.trim() === '') return undefined;
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw badReply(call.path, `it is no JSON (\`${text.slice(0, 60)}\`)`);
      }
    },
    send: async (call) => {
      const { status, body } = await open(call);
      await body.dump();
      return status;
    },
    hijack: async (call) =>
      (await import('./hijack.ts')).hijack(endpoint, tls, {
        path: withQuery(call),
        body: call.body?.kind === 'json' ? JSON.stringify(call.body.value) : '',
        action: call.action,
        signal: call.signal,
      }),
    close: async () => agent.destroy(),
  };
}

/** The body with its failures told as ours. */
function guarded(call: Call, reply: Dispatcher.ResponseData): Answer['body'] {
  return {
    text: () => bodyText(call, reply),
    dump: async () => {
      await reply.body.dump().catch(() => undefined);
    },
    async *[Symbol.asyncIterator]() {
      try {
        for await (const chunk of reply.body) yield chunk as Uint8Array;
      } catch (error) {
        throw failureOf(call, error);
      }
    },
  };
}

async function bodyText(call: Call, reply: Dispatcher.ResponseData): Promise<string> {
  try {
    return await reply.body.text();
  } catch (error) {
    throw failureOf(call, error);
  }
}

function failureOf(call: Call, error: unknown): unknown {
  return call.signal?.aborted === true ? call.signal.reason : connectionLost(call.action, error);
}

function isStale(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}

function withQuery({ path, query }: Call): string {
  if (query === undefined) return path;
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (typeof value === 'object') for (const item of value) parameters.append(key, item);
    else parameters.append(key, String(value));
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

function headersOf({ body }: Call): Record<string, string> {
  if (body === undefined) return {};
  return { 'content-type': body.kind === 'json' ? 'application/json' : body.type };
}

function bodyOf({ body }: Call): string | Uint8Array | Readable | null {
  if (body === undefined) return null;
  return body.kind === 'json' ? JSON.stringify(body.value) : body.value;
}

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
