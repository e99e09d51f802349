import type { LogFrame } from './replies.ts';

const headerBytes = 8;

/**
 * Takes apart a multiplexed stream: byte 0 names the stream (1 stdout, 2 stderr), bytes 4 to 7 hold the length of what
 * follows. A frame that the end of the stream cuts short is given as far as it came.
 */
export async function* readFrames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LogFrame> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= headerBytes) {
      const end = at + headerBytes + rest.readUInt32BE(at + 4);
      if (rest.length < end) break;
      yield { stream: streamOf(rest[at]), data: rest.subarray(at + headerBytes, end) };
      at = end;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > headerBytes) yield { stream: streamOf(rest[0]), data: rest.subarray(headerBytes) };
}

/** The output of a container with a terminal: one stream, no frames. */
export async function* readRaw(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LogFrame> {
  for await (const chunk of chunks) yield { stream: 'stdout', data: chunk };
}

function streamOf(byte: number | undefined): LogFrame['stream'] {
  return byte === 2 ? 'stderr' : 'stdout';
}
