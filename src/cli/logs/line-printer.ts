import { displayWidth } from '../../lib/visible-text.ts';
import type { Streams } from '../streams.ts';
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

/** Prints the output of containers. Lines that come in one go are written together: call `flush` after the last. */
export interface LinePrinter {
  /** Prints one line; `data` is without its line break. */
  readonly line: (name: string, stream: 'stdout' | 'stderr', data: Uint8Array) => void;
  /** Prints a line of our own, without prefix. */
  readonly note: (text: string) => void;
  readonly flush: () => void;
}

const lineFeed = Buffer.from('\n');
const batchBytes = 64 * 1024;

/** Makes a printer. Names that turn up later get the next colour, and the column grows when they are longer. */
export function makeLinePrinter(streams: Streams, options: LinePrinterOptions): LinePrinter {
  const { hasPrefix, isSplit } = options;
  const prefixOf = makePrefixes(options);
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let pendingStream: 'stdout' | 'stderr' = 'stdout';
  let flushSoon: NodeJS.Immediate | undefined;

  function flush(): void {
    clearImmediate(flushSoon);
    flushSoon = undefined;
    if (pending.length === 0) return;
    streams[pendingStream].write(Buffer.concat(pending));
    pending = [];
    pendingBytes = 0;
  }

  function write(stream: 'stdout' | 'stderr', ...pieces: readonly Uint8Array[]): void {
    const target = isSplit ? stream : 'stdout';
    // The order between the two streams is the order of printing.
    if (target !== pendingStream) flush();
    pendingStream = target;
    pending.push(...pieces);
    for (const piece of pieces) pendingBytes += piece.length;
    if (pendingBytes >= batchBytes) flush();
    else flushSoon ??= setImmediate(flush);
  }

  return {
    line: (name, stream, data) => {
      if (hasPrefix) write(stream, prefixOf(name), data, lineFeed);
      else write(stream, data, lineFeed);
    },
    note: (text) => write('stdout', Buffer.from(`${text}\n`)),
    flush,
  };
}

/** `name  | `, padded to the longest name so far and in the name's own colour. */
function makePrefixes({ style, names }: LinePrinterOptions): (name: string) => Buffer {
  const series = new Map<string, number>();
  const prefixes = new Map<string, Buffer>();
  let width = 0;
  const enroll = (name: string) => {
    if (series.has(name)) return;
    series.set(name, series.size);
    const wanted = displayWidth(name);
    if (wanted > width) prefixes.clear();
    width = Math.max(width, wanted);
  };
  names.forEach(enroll);
  return (name) => {
    enroll(name);
    const known = prefixes.get(name);
    if (known !== undefined) return known;
    const padded = `${name}${' '.repeat(width - displayWidth(name))}  | `;
    const prefix = Buffer.from(style.series(series.get(name) ?? 0, padded));
    prefixes.set(name, prefix);
    return prefix;
  };
}
