import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { ReplyBody } from './reply-body.ts';
import { replyBody } from './reply-body.ts';
import type { ReplyHead } from './reply-parser.ts';
import { replyParser } from './reply-parser.ts';
import { requestHead } from './request-head.ts';

/** What is sent. */
export interface HttpRequest {
  readonly method: string;
  /** With its query, as it goes over the wire. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | Readable | undefined;
  /** How long nothing may come, in milliseconds; 0 is for ever. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** What comes back. */
export interface HttpReply extends ReplyHead {
  readonly body: ReplyBody;
}

/**
 * One request and its reply on a connection that nothing else uses meanwhile. Resolves with the head. Rejects with the signal's
 * reason, or with what went wrong, which then has ended the socket. `onFree` says that the connection can take the next request.
 */
export function exchange(
  socket: Socket,
  host: string,
  request: HttpRequest,
  onFree: () => void,
): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    let isSent = false;
    let hasReply = false;
    const { signal } = request;
    const { body, input } = replyBody({
      pause: () => socket.pause(),
      resume: () => socket.resume(),
      giveUp: () => {
        finish();
        socket.destroy();
      },
    });
    const parser = replyParser(request.method, {
      onHead: (head) => resolve({ ...head, body }),
      onData: input.push,
      onEnd: () => {
        hasReply = true;
        input.end();
        // A reader that is slow with this reply is no reason to keep back the next.
        socket.resume();
        finish();
        // A reply that comes before all was sent is a refusal, and the rest would be taken for another request.
        if (isSent && parser.keepsAlive()) onFree();
        else socket.destroy();
      },
    });

    const onBytes = (bytes: Buffer) => {
      try {
        parser.feed(bytes);
      } catch (error) {
        fail(error);
      }
    };
    const onClose = () => {
      if (!parser.finish()) fail(closed());
    };
    const onTimeout = () => {
      // A reader that takes its time keeps the other side from sending.
      if (!socket.isPaused()) fail(timedOut());
    };
    const onAbort = () => {
      finish();
      reject(asError(signal?.reason));
      input.abort(signal?.reason);
      socket.destroy();
    };
    const finish = () => {
      socket.off('data', onBytes).off('close', onClose).off('error', fail).off('timeout', onTimeout);
      socket.setTimeout(0);
      signal?.removeEventListener('abort', onAbort);
      // What still waits for its source would wait on.
      if (!isSent && isStream(request.body)) request.body.destroy();
    };
    function fail(error: unknown): void {
      finish();
      reject(asError(error));
      input.fail(error);
      socket.destroy();
    }

    socket.on('data', onBytes).on('close', onClose).on('error', fail).on('timeout', onTimeout);
    socket.setTimeout(request.timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    send(socket, host, request, () => hasReply || socket.destroyed).then(() => {
      isSent = true;
    }, fail);
  });
}

/** Resolves when the system has, or will get, everything. Rejects when the body's source fails. */
async function send(
  socket: Socket,
  host: string,
  { method, path, headers, body }: HttpRequest,
  isOver: () => boolean,
): Promise<void> {
  const head = (framing: Readonly<Record<string, string>>) =>
    requestHead(method, path, host, { ...headers, ...framing });
  const hasNone = body === undefined && (method === 'GET' || method === 'HEAD');
  if (body === undefined || typeof body === 'string') {
    const text = body ?? '';
    socket.write(head(hasNone ? {} : { 'content-length': String(Buffer.byteLength(text)) }) + text);
    return;
  }
  if (body instanceof Uint8Array) {
    socket.write(head({ 'content-length': String(body.byteLength) }));
    socket.write(body);
    return;
  }
  socket.write(head({ 'transfer-encoding': 'chunked' }));
  for await (const piece of body) {
    if (isOver()) return;
    const bytes: Uint8Array = typeof piece === 'string' ? Buffer.from(piece) : (piece as Uint8Array);
    if (bytes.byteLength === 0) continue;
    socket.cork();
    socket.write(`${bytes.byteLength.toString(16)}\r\n`);
    socket.write(bytes);
    const hasRoom = socket.write('\r\n');
    socket.uncork();
    if (!hasRoom) await room(socket);
  }
  if (!isOver()) socket.write('0\r\n\r\n');
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

function isStream(body: HttpRequest['body']): body is Readable {
  return typeof body === 'object' && !(body instanceof Uint8Array);
}

/** Resolves when more can be written, or nothing any more. */
function room(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      socket.off('drain', go).off('close', go);
      resolve();
    };
    socket.on('drain', go).on('close', go);
    if (socket.destroyed) go();
  });
}

function closed(): Error {
  return Object.assign(new Error('the other side closed the connection'), { code: 'ECONNRESET' });
}

function timedOut(): Error {
  return Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
}
