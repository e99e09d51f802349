import { constants, open } from 'node:fs';
import { Socket } from 'node:net';
import { promisify } from 'node:util';

const openDescriptor = promisify(open);

/** What a pipe gives until its writer closes it. Stops at more than `maxBytes` (EFBIG), and when the signal aborts. */
export async function readPipe(
  path: string,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal?: AbortSignal | undefined },
): Promise<Uint8Array> {
  signal?.throwIfAborted();
  // Without waiting for a writer, which would hold a thread that nobody can stop: the socket does the waiting.
  const descriptor = await openDescriptor(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const socket = new Socket({ fd: descriptor, readable: true, writable: false });
  const stop = (): void => {
    socket.destroy(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) throw Object.assign(new Error(`EFBIG: ${path} is too large`), { code: 'EFBIG' });
    }
    return Buffer.concat(chunks);
  } finally {
    signal?.removeEventListener('abort', stop);
    socket.destroy();
  }
}
