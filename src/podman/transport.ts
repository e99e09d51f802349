import type { Readable } from 'node:stream';
import { ToolError } from '../diagnostics/tool-error.ts';
import { expectMuchWork } from '../host/much-work.ts';
import type { Json } from '../lib/json.ts';
import { badReply } from './decode/fields.ts';
import type { Endpoint } from './endpoint.ts';
import { connectionLost, refused } from './errors.ts';
import type { Hijacked } from './hijack.ts';
import { createConnections } from './http/connections.ts';
import type { HttpReply } from './http/exchange.ts';
import type { ReplyBody } from './http/reply-body.ts';
import type { TlsFiles } from './http/socket.ts';

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
  readonly headers: Readonly<Record<string, string | undefined>>;
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

const patientMs = 300_000;

/** Opens HTTP to an endpoint; nothing is connected before the first call. */
export function createTransport(endpoint: Endpoint, tls?: TlsFiles): Transport {
  expectMuchWork();
  const connections = createConnections(endpoint, tls);

  async function open(call: Call): Promise<Answer> {
    let reply: HttpReply;
    try {
      reply = await connections.send({
        method: call.method,
        path: withQuery(call),
        headers: { ...headersOf(call), ...call.headers },
        body: bodyOf(call),
        timeoutMs: call.isUnhurried === true ? 0 : (call.timeoutMs ?? patientMs),
        signal: call.signal,
      });
    } catch (error) {
      throw failureOf(call, error);
    }
    const { status, headers } = reply;
    if ((status < 200 || status > 299) && call.accept?.includes(status) !== true) {
      throw refused(call.action, status, parseLoosely(await bodyText(call, reply.body)));
    }
    return { status, headers, body: guarded(call, reply.body) };
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
    close: () => {
      connections.close();
      return Promise.resolve();
    },
  };
}

/** The body with its failures told as ours. */
function guarded(call: Call, body: ReplyBody): Answer['body'] {
  return {
    text: () => bodyText(call, body),
    dump: () => body.dump(),
    async *[Symbol.asyncIterator]() {
      try {
        yield* body;
      } catch (error) {
        throw failureOf(call, error);
      }
    },
  };
}

async function bodyText(call: Call, body: ReplyBody): Promise<string> {
  try {
    return await body.text();
  } catch (error) {
    throw failureOf(call, error);
  }
}

/** A ToolError is the request's own: what makes its body knows best why it could not. */
function failureOf(call: Call, error: unknown): unknown {
  if (call.signal?.aborted === true) return call.signal.reason;
  return error instanceof ToolError ? error : connectionLost(call.action, error);
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

function bodyOf({ body }: Call): string | Uint8Array | Readable | undefined {
  if (body === undefined) return undefined;
  return body.kind === 'json' ? JSON.stringify(body.value) : body.value;
}

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
