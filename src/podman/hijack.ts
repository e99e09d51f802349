import type { Socket } from 'node:net';
import type { Endpoint } from './endpoint.ts';
import { connectionLost, refused } from './errors.ts';
import type { TlsFiles } from './http/socket.ts';
import { hostHeader, openSocket } from './http/socket.ts';

/** A connection that has left HTTP behind: bytes both ways. */
export interface Hijacked {
  /** What the other side sends; ends when it has no more. To be read once. */
  readonly output: AsyncIterable<Uint8Array>;
  /** Resolves when there is room for more. What comes after the other side has left is dropped. */
  readonly write: (data: Uint8Array) => Promise<void>;
  /** Nothing more will be written: the other side reads the end of its input. */
  readonly endInput: () => void;
  /** Lets go of the connection. Safe to call twice. */
  readonly close: () => void;
}

/** The request that a connection is taken over by. */
export interface HijackRequest {
  /** With its query. */
  readonly path: string;
  /** JSON text; empty for none. */
  readonly body: string;
  /** Completes "could not" in an error. */
  readonly action: string;
  readonly signal: AbortSignal | undefined;
}

const longestHead = 64 * 1024;

/**
 * Sends a POST and takes the connection over once the engine agrees. Rejects with a ToolError, or with the signal's reason.
 */
export async function hijack(
  endpoint: Endpoint,
  tls: TlsFiles | undefined,
  request: HijackRequest,
): Promise<Hijacked> {
  const { action, signal } = request;
  signal?.throwIfAborted();
  // The engine may end its side first and still want to hear the end of ours.
  const socket = await openSocket(endpoint, tls, { isHalfOpen: true });
  const abort = () => socket.destroy();
  signal?.addEventListener('abort', abort, { once: true });
  socket.once('close', () => signal?.removeEventListener('abort', abort));
  const failureOf = (error: unknown): unknown =>
    signal?.aborted === true ? signal.reason : connectionLost(action, error);
  // Reading tells of a failure; one that comes when nobody reads must not end the process.
  socket.on('error', () => undefined);
  try {
    socket.write(requestText(endpoint, request));
    const { status, head, rest } = await readHead(socket);
    if (status !== 101 && status !== 200) {
      throw refused(action, status, parsed(await readBody(socket, head, rest)));
    }
    return { ...writing(socket), output: reading(socket, rest, failureOf, signal) };
  } catch (error) {
    socket.destroy();
    throw error instanceof SocketFailure ? failureOf(error.cause) : error;
  }
}

/** What went wrong below HTTP, as the cause. */
class SocketFailure extends Error {}

function requestText(endpoint: Endpoint, { path, body }: HijackRequest): string {
  return [
    `POST ${path} HTTP/1.1`,
    `Host: ${hostHeader(endpoint)}`,
    'Connection: Upgrade',
    'Upgrade: tcp',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

interface Head {
  readonly status: number;
  readonly head: string;
  /** What came behind it already. */
  readonly rest: Buffer;
}

async function readHead(socket: Socket): Promise<Head> {
  let all = Buffer.alloc(0);
  for (;;) {
    const chunk = await nextChunk(socket);
    if (chunk === undefined) {
      throw new SocketFailure('no head', { cause: new Error('the engine closed the connection') });
    }
    all = Buffer.concat([all, chunk]);
    const end = all.indexOf('\r\n\r\n');
    if (end === -1 && all.length < longestHead) continue;
    const head = all.subarray(0, Math.max(0, end)).toString('latin1');
    const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(head)?.[1]);
    if (Number.isNaN(status)) {
      throw new SocketFailure('no status', { cause: new Error('what answers does not speak HTTP') });
    }
    return { status, head, rest: all.subarray(end + 4) };
  }
}

/** The words of a refusal: as many bytes as it says, or all until the end. */
async function readBody(socket: Socket, head: string, rest: Buffer): Promise<string> {
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? Number.POSITIVE_INFINITY);
  let all = rest;
  while (all.length < length) {
    const chunk = await nextChunk(socket);
    if (chunk === undefined) break;
    all = Buffer.concat([all, chunk]);
  }
  return all.toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The next bytes, or undefined at the end. Rejects with a SocketFailure. */
function nextChunk(socket: Socket): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const chunk = socket.read() as Buffer | null;
      if (chunk !== null) finish(() => resolve(chunk));
      else if (socket.readableEnded || socket.destroyed) finish(() => resolve(undefined));
    };
    const end = () => finish(() => resolve(undefined));
    const fail = (error: Error) => finish(() => reject(new SocketFailure(error.message, { cause: error })));
    const finish = (settle: () => void) => {
      socket.off('readable', look).off('end', end).off('close', end).off('error', fail);
      settle();
    };
    if (socket.errored !== null) {
      fail(socket.errored);
      return;
    }
    socket.on('readable', look).on('end', end).on('close', end).on('error', fail);
    look();
  });
}

async function* reading(
  socket: Socket,
  rest: Buffer,
  failureOf: (error: unknown) => unknown,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    if (rest.length > 0) yield rest;
    for (;;) {
      const chunk = await nextChunk(socket);
      if (chunk === undefined) {
        signal?.throwIfAborted();
        return;
      }
      yield chunk;
    }
  } catch (error) {
    throw error instanceof SocketFailure ? failureOf(error.cause) : error;
  } finally {
    socket.destroy();
  }
}

function writing(socket: Socket): Omit<Hijacked, 'output'> {
  return {
    write: async (data) => {
      if (!socket.writable || socket.write(data)) return;
      await new Promise<void>((resolve) => {
        const go = () => {
          socket.off('drain', go).off('close', go);
          resolve();
        };
        socket.on('drain', go).on('close', go);
      });
    },
    endInput: () => {
      if (socket.writable) socket.end();
    },
    close: () => socket.destroy(),
  };
}
