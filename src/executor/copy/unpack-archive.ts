import { posix } from 'node:path';
import { createTarDecoder } from 'modern-tar';
import type { ParsedTarEntry } from 'modern-tar';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Files } from '../../host/host.ts';

/**
 * Unpacks an archive whose names begin with one first part; that becomes `target` (absolute). What comes from a container is
 * not trusted: nothing is written outside, not through links either. Devices and FIFOs are left out.
 */
export async function unpackArchive(
  files: Files,
  archive: AsyncIterable<Uint8Array>,
  target: string,
): Promise<void> {
  const { readable, writable } = createTarDecoder();
  const feeding = feed(archive, writable);
  feeding.catch(() => undefined);
  for await (const entry of readable as unknown as AsyncIterable<ParsedTarEntry>) {
    const path = placeOf(entry.header.name, target);
    await refuseLinks(files, target, path);
    await write(files, entry, path, target);
  }
  await feeding;
}

async function feed(archive: AsyncIterable<Uint8Array>, writable: WritableStream<Uint8Array>): Promise<void> {
  const writer = writable.getWriter();
  try {
    for await (const chunk of archive) await writer.write(chunk);
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
}

/** Where an entry goes: its first part is the target. */
function placeOf(name: string, target: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw new ToolError(diagnose('execute/unsafe-archive', { path: name }));
  return posix.join(target, ...parts.slice(1));
}

/** A folder on the way that is a link could lead anywhere. */
async function refuseLinks(files: Files, target: string, path: string): Promise<void> {
  for (let at = posix.dirname(path); at.length > target.length; at = posix.dirname(at)) {
    if ((await files.statLink(at))?.kind === 'symlink') {
      throw new ToolError(diagnose('execute/unsafe-archive', { path }));
    }
  }
}

async function write(files: Files, entry: ParsedTarEntry, path: string, target: string): Promise<void> {
  const { header, body } = entry;
  const permissions = header.mode === undefined ? undefined : header.mode & 0o777;
  const mode = permissions === undefined ? {} : { mode: permissions };
  const there = path === target ? await files.stat(path) : await files.statLink(path);
  const type = header.type ?? 'file';
  if (type === 'file') {
    if (there?.kind === 'symlink') await files.remove(path);
    await files.writeStream(path, body, mode);
    return;
  }
  await body.cancel();
  if (type === 'directory') {
    if (there === undefined) await files.makeDir(path, { mode: (permissions ?? 0o755) | 0o700 });
  } else if (type === 'symlink') {
    if (there !== undefined) await files.remove(path);
    await files.makeLink(path, header.linkname ?? '');
  } else if (type === 'link') {
    const source = placeOf(header.linkname ?? '', target);
    await refuseLinks(files, target, source);
    if ((await files.statLink(source))?.kind === 'file') {
      await files.writeStream(path, files.readStream(source), mode);
    }
  }
}
