import type { LogFrame } from '../../podman/replies.ts';
import type { LogCursor } from './log-cursor.ts';
import type { LogLine, LogSource } from './log-event.ts';

/** A line longer than this is given in pieces, so that output without line breaks cannot fill the memory. */
const maxLineBytes = 1 << 20;

const newline = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

/** The time in front of a frame; undefined when there is none. */
export function timeOf({ data }: LogFrame): string | undefined {
  const at = data.indexOf(space);
  return at === -1 ? undefined : Buffer.from(data.buffer, data.byteOffset, at).toString('latin1');
}

/**
 * Puts the frames of one container together to lines. Outlives a broken-off reading: what was seen is not given again. Without a
 * cursor frames have no time in front, and lines get none.
 */
export class LineReader {
  readonly #source: LogSource;
  readonly #cursor: LogCursor | undefined;
  readonly #open = new Map<
    LogFrame['stream'],
    { readonly time: string; readonly pieces: Uint8Array[]; bytes: number }
  >();

  constructor(source: LogSource, cursor: LogCursor | undefined) {
    this.#source = source;
    this.#cursor = cursor;
  }

  /** The line that a frame ends, if it ends one. */
  take(frame: LogFrame): LogLine | undefined {
    const { stream, data } = frame;
    const cursor = this.#cursor;
    if (cursor === undefined) return this.#add(stream, '', data);
    const time = timeOf(frame);
    if (time === undefined || !cursor.advance(time)) return undefined;
    return this.#add(stream, time, data.subarray(time.length + 1));
  }

  #add(stream: LogFrame['stream'], time: string, text: Uint8Array): LogLine | undefined {
    const isWhole = text[text.length - 1] === newline;
    const before = this.#open.get(stream);
    if (before === undefined && isWhole) return this.#line(stream, time, text);

    // The bytes belong to a buffer that the next read reuses or keeps alive whole.
    const open = before ?? { time, pieces: [], bytes: 0 };
    open.pieces.push(Uint8Array.from(text));
    open.bytes += text.length;
    this.#open.set(stream, open);
    return isWhole || open.bytes >= maxLineBytes ? this.#flush(stream) : undefined;
  }

  /** Lines whose line break never came. */
  rest(): readonly LogLine[] {
    return [...this.#open.keys()].flatMap((stream) => this.#flush(stream) ?? []);
  }

  #flush(stream: LogFrame['stream']): LogLine | undefined {
    const open = this.#open.get(stream);
    if (open === undefined) return undefined;
    this.#open.delete(stream);
    return this.#line(stream, open.time, Buffer.concat(open.pieces));
  }

  #line(stream: LogFrame['stream'], time: string, text: Uint8Array): LogLine {
    let end = text.length;
    if (text[end - 1] === newline) end--;
    // A terminal ends its lines with both.
    if (text[end - 1] === carriageReturn) end--;
    return { kind: 'line', ...this.#source, stream, data: text.subarray(0, end), time };
  }
}
