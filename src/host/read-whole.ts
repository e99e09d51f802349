import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { expectMuchWork } from './much-work.ts';

/** Windows has no such flag. */
const nonBlocking = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

/** As much text is some twenty services. */
const muchBytes = 4000;

/**
 * A regular file's content; anything else is refused with EISDIR or EINVAL, and more than `maxBytes` with EFBIG. Opens before it
 * looks, and without waiting for a FIFO's writer, so that what is looked at is what is read. At once, as files are small:
 * handing them to another thread takes longer than reading them.
 */
export function readWhole(path: string, maxBytes: number | undefined): Buffer {
  const file = openSync(path, constants.O_RDONLY | nonBlocking);
  try {
    const found = fstatSync(file);
    if (found.isDirectory()) throw fileError('EISDIR', 'is a directory', path);
    if (!found.isFile()) throw fileError('EINVAL', 'is not a regular file', path);
    if (maxBytes !== undefined && found.size > maxBytes) throw fileError('EFBIG', 'is too large', path);
    const data = readFileSync(file);
    // Files of /proc tell no size, and a file may have grown since.
    if (maxBytes !== undefined && data.length > maxBytes) throw fileError('EFBIG', 'is too large', path);
    if (data.length > muchBytes) expectMuchWork();
    return data;
  } finally {
    closeSync(file);
  }
}

/** An error like those of the system. */
export function fileError(code: string, problem: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${path} ${problem}`), { code, path });
}
