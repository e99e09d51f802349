import { displayWidth } from '../../lib/visible-text.ts';
import type { OutputStream, Streams } from '../streams.ts';
import type { Style } from '../style.ts';

/** How the output of containers is told apart. */
export interface LinePrinterOptions {
  readonly style: Style;
  readonly hasPrefix: boolean;
  /** True: a container's stderr goes to stderr, as attached `up` does; false: all goes to stdout, as `logs` does. */
  readonly isSplit: boolean;
  /** Names that are known from the start, in the order in which colours are given out. */
  readonly names: readonly string[];
}

/** Prints the output of containers line by line: a line of one never breaks into a line of another. */
export interface LinePrinter {
  readonly write: (name: string, stream: 'stdout' | 'stderr', data: Uint8Array) => void;
  /** Prints what a container left without a line break. */
  readonly finish: (name: string) => void;
  /** Prints a line of our own about a container, without prefix. */
  readonly note: (text: string) => void;
}

const lineFeed = 10;
/** A line longer than this is printed in pieces, so that output without line breaks cannot fill the memory. */
const longestPieceBytes = 64 * 1024;

/** Makes a printer. Names that turn up later get the next colour, and the column grows when they are longer. */
export function makeLinePrinter(streams: Streams, options: LinePrinterOptions): LinePrinter {
  const { style, hasPrefix, isSplit } = options;
  const series = new Map<string, number>();
  const prefixes = new Map<string, Buffer>();
  const rests = new Map<string, Buffer>();
  let width = 0;
  for (const name of options.names) enroll(name);

  function enroll(name: string): void {
    if (series.has(name)) return;
    series.set(name, series.size);
    const wanted = displayWidth(name);
    if (wanted > width) prefixes.clear();
    width = Math.max(width, wanted);
  }

  function prefixOf(name: string): Buffer {
    enroll(name);
    const known = prefixes.get(name);
    if (known !== undefined) return known;
    const padded = `${name}${' '.repeat(width - displayWidth(name))}  | `;
    const prefix = Buffer.from(hasPrefix ? style.series(series.get(name) ?? 0, padded) : '');
    prefixes.set(name, prefix);
    return prefix;
  }

  function targetOf(stream: 'stdout' | 'stderr'): OutputStream {
    return isSplit ? streams[stream] : streams.stdout;
  }

  return {
    write: (name, stream, data) => {
      const key = `${stream} ${name}`;
      const rest = rests.get(key);
      const bytes = rest === undefined ? Buffer.from(data) : Buffer.concat([rest, data]);
      const prefix = prefixOf(name);
      const pieces: Buffer[] = [];
      let start = 0;
      for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, start)) {
        pieces.push(prefix, bytes.subarray(start, end + 1));
        start = end + 1;
      }
      if (bytes.length - start > longestPieceBytes) {
        pieces.push(prefix, bytes.subarray(start), Buffer.from('\n'));
        start = bytes.length;
      }
      if (start < bytes.length) rests.set(key, bytes.subarray(start));
      else rests.delete(key);
      if (pieces.length > 0) targetOf(stream).write(Buffer.concat(pieces));
    },
    finish: (name) => {
      for (const stream of ['stdout', 'stderr'] as const) {
        const rest = rests.get(`${stream} ${name}`);
        rests.delete(`${stream} ${name}`);
        if (rest !== undefined) {
          targetOf(stream).write(Buffer.concat([prefixOf(name), rest, Buffer.from('\n')]));
        }
      }
    },
    note: (text) => streams.stdout.write(`${text}\n`),
  };
}
