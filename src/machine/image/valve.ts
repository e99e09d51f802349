import type { Readable } from 'node:stream';
import type { buildConnector } from 'undici';

type Socket = NonNullable<buildConnector.CallbackArgs[1]>;

/**
 * Leaves in the connections what nobody takes. undici would pause its parser instead, and a server that closes its side while it
 * is paused ends the process with an assertion that nobody can catch (undici issue 5360; mended in undici 8, which Node 20 cannot
 * run). So bodies are made without a limit, and here the sockets are not read while some of one waits.
 */
export class Valve {
  #body: Readable | undefined;
  #held: Socket | undefined;

  /** The same connector, with sockets that are held back. */
  around(connect: buildConnector.connector): buildConnector.connector {
    return (options, callback) => {
      connect(options, (...[error, socket]: buildConnector.CallbackArgs) => {
        if (socket === null) callback(error, null);
        else callback(null, this.#holding(socket));
      });
    };
  }

  /** The chunks of a body, of which one at a time is fetched before it is taken. */
  async *slowly(body: Readable): AsyncGenerator<Uint8Array> {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      yield chunk;
      this.#go();
    }
  }

  /** From now on it is this body that may be full; none: whatever comes is fetched. */
  watch(body: Readable | undefined): void {
    this.#body = body;
    this.#go();
  }

  #go(): void {
    const socket = this.#held;
    this.#held = undefined;
    // For undici: there is something to read again.
    socket?.emit('readable');
  }

  #holding(socket: Socket): Socket {
    const read = socket.read.bind(socket);
    socket.read = (size?: number): unknown => {
      // What waits here is lost when the connection breaks, so that nothing does.
      if ((this.#body?.readableLength ?? 0) === 0) return read(size);
      this.#held = socket;
      return null;
    };
    return socket;
  }
}
