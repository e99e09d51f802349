import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText, Span } from '../diagnostics/span.ts';
import type { Host } from '../host/host.ts';
import { limits } from './limits.ts';

/** Where a file was named. */
export interface Naming {
  /** The place in another file. */
  readonly span?: Span | undefined;
  /** On the command line: then it may be a pipe, as `<(command)` makes one. Its writer is waited for until `signal` aborts. */
  readonly byPerson?: { readonly signal: AbortSignal | undefined } | undefined;
}

const nothing = '/dev/null';

/** Reads a text file; what stands in the way is reported, at the span when a file named it. */
export async function readSource(
  host: Host,
  path: string,
  found: Diagnostic[],
  { span, byPerson }: Naming = {},
): Promise<SourceText | undefined> {
  if (path === nothing) return { path, text: '' };
  try {
    const stat = await host.files.stat(path);
    if (stat === undefined) {
      found.push(diagnose('compose/file-not-found', { path }, span));
      return undefined;
    }
    if (stat.kind === 'fifo' && byPerson !== undefined) {
      const bytes = await host.files.readPipe(path, { ...byPerson, maxBytes: limits.fileBytes });
      return decode(path, bytes, found, span);
    }
    if (stat.kind !== 'file') {
      found.push(diagnose('compose/file-unreadable', { path, reason: `it is a ${stat.kind}` }, span));
      return undefined;
    }
    if (stat.sizeBytes > limits.fileBytes) {
      found.push(diagnose('compose/too-large', { what: 'bytes in one file', limit: limits.fileBytes }, span));
      return undefined;
    }
    return decode(path, await host.files.readBytes(path, { maxBytes: limits.fileBytes }), found, span);
  } catch (error) {
    byPerson?.signal?.throwIfAborted();
    if (codeOf(error) === 'EFBIG') {
      found.push(diagnose('compose/too-large', { what: 'bytes in one file', limit: limits.fileBytes }, span));
      return undefined;
    }
    found.push(diagnose('compose/file-unreadable', { path, reason: reasonOf(error) }, span));
    return undefined;
  }
}

/** The text of bytes: UTF-8, or UTF-16 with a byte order mark. */
function decode(
  path: string,
  bytes: Uint8Array,
  found: Diagnostic[],
  span: Span | undefined,
): SourceText | undefined {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return { path, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    found.push(diagnose('compose/file-unreadable', { path, reason: 'it is not UTF-8 text' }, span));
    return undefined;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links go in a circle',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is no directory',
  ENAMETOOLONG: 'its name is too long',
  EINVAL: 'it is not an ordinary file',
};

function reasonOf(error: unknown): string {
  return reasons[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
