import { fstatSync, statSync, writeSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { isatty } from 'node:tty';
import { once } from '../lib/once.ts';

/** One of the process's outputs. */
export interface Output {
  readonly write: (data: string | Uint8Array) => void;
  /** Resolves when the system has it all: what it has not is lost when the process exits. */
  readonly drained: () => Promise<void>;
  readonly isTerminal: () => boolean;
  readonly size: () => { readonly columns: number; readonly rows: number };
}

/** A pipe takes as much at once; for more its reader may have to be waited for, which only a stream does without stopping all else. */
const pipeBytes = 65_536;

/**
 * Writes past Node's stream while it can: loading that stream takes longer than most of what is written. `streamOf` gives the
 * stream; `onGone` is called when nobody reads any more.
 */
export function openOutput(fd: 1 | 2, streamOf: () => NodeJS.WriteStream, onGone: () => void): Output {
  let opened: NodeJS.WriteStream | undefined;
  const stream = (): NodeJS.WriteStream => (opened ??= streamOf().on('error', onError));
  const onError = (error: unknown): void => {
    if (codeOf(error) !== 'EPIPE') throw error;
    onGone();
  };
  let room = roomOf(fd);
  const isEndTerminal = once(() => isTerminal(fd));

  return {
    write: (data) => {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data;
      let done = 0;
      try {
        if (opened === undefined && bytes.length <= room) {
          while (done < bytes.length) done += writeSync(fd, bytes, done);
          room -= done;
          return;
        }
      } catch (error) {
        if (codeOf(error) !== 'EAGAIN') {
          onError(error);
          return;
        }
      }
      stream().write(bytes.subarray(done));
    },
    drained: () =>
      new Promise((resolve) => {
        if (opened === undefined || opened.writableLength === 0) resolve();
        else opened.write('', () => resolve());
      }),
    isTerminal: isEndTerminal,
    size: () => {
      if (!isEndTerminal()) return { columns: 80, rows: 24 };
      const { columns, rows } = stream();
      return { columns: columns || 80, rows: rows || 24 };
    },
  };
}

/** How many bytes can be written at once. */
function roomOf(fd: number): number {
  const kind = process.platform === 'win32' ? undefined : kindOf(fd);
  if (kind?.isFile() === true || kind?.isCharacterDevice() === true) return Infinity;
  return kind?.isFIFO() === true || kind?.isSocket() === true ? pipeBytes : 0;
}

/** Asks the system only about what may be one: Node's own way to ask loads the network too. */
export function isTerminal(fd: number): boolean {
  const kind = kindOf(fd);
  return kind?.isCharacterDevice() === true && !isNull(kind) && isatty(fd);
}

/** Where output is thrown away. */
function isNull({ rdev }: Stats): boolean {
  return rdev !== 0 && rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
}

/** undefined for what is closed. */
function kindOf(fd: number): Stats | undefined {
  try {
    return fstatSync(fd);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
