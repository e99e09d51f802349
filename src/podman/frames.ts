import type { LogFrame } from './replies.ts';

const headerBytes = 8;

/**
 * Takes apart a multiplexed stream: byte 0 names the stream (1 stdout, 2 stderr), bytes 4 to 7 hold the length of what
 * follows. A frame that the end of the stream cuts short is given as far as it came.
 */
export async function* readFrames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LogFrame> {
  for await (const frames of readFrameBatches(chunks)) yield* frames;
}

/** The same, with all frames of a chunk at once: awaiting each frame would take longer than all else that is done with a log. */
export async function* readFrameBatches(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly LogFrame[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const frames: LogFrame[] = [];
    let at = 0;
    while (rest.length - at >= headerBytes) {
      const end = at + headerBytes + rest.readUInt32BE(at + 4);
      if (rest.length < end) break;
      frames.push({ stream: streamOf(rest[at]), data: rest.subarray(at + headerBytes, end) });
      at = end;
    }
    // What is left must not share bytes with a chunk whose frames are given away.
    rest = Buffer.from(rest.subarray(at));
    if (frames.length > 0) yield frames;
  }
  if (rest.length > headerBytes) yield [{ stream: streamOf(rest[0]), data: rest.subarray(headerBytes) }];
}

/** The output of a container with a terminal: one stream, no frames. */
export async function* readRaw(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LogFrame> {
  for await (const chunk of chunks) yield { stream: 'stdout', data: chunk };
}

function streamOf(byte: number | undefined): LogFrame['stream'] {
  return byte === 2 ? 'stderr' : 'stdout';
}
