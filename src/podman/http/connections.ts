import type { Socket } from 'node:net';
import type { Endpoint } from '../endpoint.ts';
import { codeOf } from '../errors.ts';
import type { HttpReply, HttpRequest } from './exchange.ts';
import { exchange } from './exchange.ts';
import type { TlsFiles } from './socket.ts';
import { hostHeader, openSocket } from './socket.ts';

/** The engine closes idle connections after 10 s: ours are given up well before, so that nothing is sent into a closed one. */
const keepAliveMs = 4000;

/** Connections to one server. */
export interface Connections {
  /** Rejects with the signal's reason, or with what went wrong. */
  readonly send: (request: HttpRequest) => Promise<HttpReply>;
  /** Ends all of them, also those in use. */
  readonly close: () => void;
}

/** As many connections as there are requests at once, kept for a while for the next ones. Nothing is connected before the first. */
export function createConnections(endpoint: Endpoint, tls: TlsFiles | undefined): Connections {
  const idle: Socket[] = [];
  const all = new Set<Socket>();
  const host = hostHeader(endpoint);
  let isClosed = false;

  async function open(): Promise<Socket> {
    const socket = await openSocket(endpoint, tls, { isHalfOpen: false });
    all.add(socket);
    // One that comes when no request is there to hear it must not end the process.
    socket.on('error', () => undefined);
    socket.on('timeout', () => {
      if (idle.includes(socket)) socket.destroy();
    });
    socket.once('close', () => {
      all.delete(socket);
      leaveIdle(socket);
    });
    if (isClosed) socket.destroy();
    return socket;
  }
  function leaveIdle(socket: Socket): void {
    const at = idle.indexOf(socket);
    if (at !== -1) idle.splice(at, 1);
  }
  function rest(socket: Socket): void {
    idle.push(socket);
    socket.unref();
    socket.setTimeout(keepAliveMs);
  }
  function reuse(): Socket | undefined {
    const socket = idle.pop();
    return socket?.setTimeout(0).ref();
  }
  async function attempt(request: HttpRequest, known: Socket | undefined): Promise<HttpReply> {
    const socket = known ?? (await open());
    request.signal?.throwIfAborted();
    return exchange(socket, host, request, () => rest(socket));
  }

  return {
    send: async (request) => {
      request.signal?.throwIfAborted();
      try {
        return await attempt(request, reuse());
      } catch (error) {
        // Only a GET may be sent twice: the first may have been carried out before the connection broke.
        const isStale = ['ECONNRESET', 'EPIPE'].includes(codeOf(error) ?? '');
        if (request.method !== 'GET' || !isStale || request.signal?.aborted === true) throw error;
        return attempt(request, undefined);
      }
    },
    close: () => {
      isClosed = true;
      for (const socket of all) socket.destroy();
    },
  };
}
