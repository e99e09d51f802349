import type { Socket } from 'node:net';
import type { Endpoint } from './endpoint.ts';
import { connectionLost, refused } from './errors.ts';
import type { ReplyHead, ReplyParser } from './http/reply-parser.ts';
import { replyParser } from './http/reply-parser.ts';
import { requestHead } from './http/request-head.ts';
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
    const { status, rest } = await readReply(socket);
    if (!isAgreed(status)) throw refused(action, status, parsed(rest.toString()));
    return { ...writing(socket), output: reading(socket, rest, failureOf, signal) };
  } catch (error) {
    socket.destroy();
    throw error instanceof SocketFailure ? failureOf(error.cause) : error;
  }
}

/** What went wrong below HTTP, as the cause. */
class SocketFailure extends Error {}

function requestText(endpoint: Endpoint, { path, body }: HijackRequest): string {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'tcp',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  };
  return requestHead('POST', path, hostHeader(endpoint), headers) + body;
}

interface Reply {
  readonly status: number;
  /** What came behind the head: of a refusal all of it, otherwise the first of the stream. */
  readonly rest: Buffer;
}

/** Reads the head, and of a refusal the body too. */
async function readReply(socket: Socket): Promise<Reply> {
  const found: { head?: ReplyHead; hasEnded: boolean } = { hasEnded: false };
  const parts: Buffer[] = [];
  const parser = replyParser('POST', {
    onHead: (head) => (found.head = head),
    onData: (bytes) => parts.push(bytes),
    onEnd: () => (found.hasEnded = true),
  });
  for (;;) {
    const { head, hasEnded } = found;
    if (head !== undefined && (hasEnded || isAgreed(head.status))) {
      return { status: head.status, rest: Buffer.concat(parts) };
    }
    const chunk = await nextChunk(socket);
    if (chunk !== undefined) feed(parser, chunk);
    else if (!parser.finish()) {
      throw new SocketFailure('no reply', { cause: new Error('the engine closed the connection') });
    }
  }
}

function feed(parser: ReplyParser, chunk: Buffer): void {
  try {
    parser.feed(chunk);
  } catch (error) {
    throw new SocketFailure('no HTTP', { cause: error });
  }
}

function isAgreed(status: number): boolean {
  return status === 101 || status === 200;
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
