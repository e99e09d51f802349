import { posix } from 'node:path';
import { Readable } from 'node:stream';
import type { TarHeader, TarPackController } from 'modern-tar';
import { createTarPacker } from 'modern-tar';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { Files, LinkStat } from '../host/host.ts';
import type { ContextFilter } from './build-ignore.ts';
import { sentenceOf } from './engine-failure.ts';

/** A file that is sent with a context without being in its folder, or in place of one that is. */
export interface ExtraFile {
  /** Relative to the context. */
  readonly path: string;
  readonly data: Uint8Array;
}

/** A context on its way. */
export interface ContextStream {
  /** A tar archive. Its error, if any, is not the best to show: see `failure`. */
  readonly body: Readable;
  /** Why the context could not be read to its end, if so. */
  readonly failure: () => unknown;
}

/**
 * The tar archive of a folder as a build context: names sorted, links as links, owners left out, and never more of it in
 * memory than a few megabytes. Sockets, FIFOs and devices are left out. `context` undefined is an empty folder.
 */
export function contextStream(
  files: Files,
  context: string | undefined,
  filter: ContextFilter,
  extra: readonly ExtraFile[],
  signal: AbortSignal,
): ContextStream {
  const { readable, controller } = createTarPacker();
  let failure: unknown;
  const pack = async (): Promise<void> => {
    for (const { path, data } of extra) await addData(controller, path, data);
    if (context !== undefined) {
      const taken = new Set(extra.map(({ path }) => path));
      for await (const entry of walk(files, context, '', filter)) {
        if (!taken.has(entry.path)) await addEntry(controller, files, entry, signal);
      }
    }
    controller.finalize();
  };
  pack().catch((error: unknown) => {
    failure = error;
    controller.error(error);
  });
  return { body: Readable.fromWeb(readable), failure: () => failure };
}

interface Entry {
  readonly path: string;
  readonly absolute: string;
  readonly stat: LinkStat;
}

async function* walk(
  files: Files,
  context: string,
  folder: string,
  filter: ContextFilter,
): AsyncGenerator<Entry> {
  const names = await reading(posix.join(context, folder), (path) => files.list(path));
  for (const name of names) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const absolute = posix.join(context, path);
    const isExcluded = filter.isExcluded(path);
    // What is kept back is not even looked at, unless it may be a folder with exceptions inside.
    if (isExcluded && !filter.mayIncludeBelow(path)) continue;
    const stat = await reading(absolute, (at) => files.statLink(at));
    // Gone since its folder was listed.
    if (stat === undefined) continue;
    if (!isExcluded) yield { path, absolute, stat };
    if (stat.kind === 'directory') yield* walk(files, context, path, filter);
  }
}

async function addEntry(
  controller: TarPackController,
  files: Files,
  { path, absolute, stat }: Entry,
  signal: AbortSignal,
): Promise<void> {
  const mtime = new Date(stat.modifiedMs);
  switch (stat.kind) {
    case 'directory':
      await addEmpty(controller, { name: `${path}/`, type: 'directory', mode: stat.mode, size: 0, mtime });
      break;
    case 'symlink':
      await addEmpty(controller, {
        name: path,
        type: 'symlink',
        linkname: stat.target,
        mode: 0o777,
        size: 0,
        mtime,
      });
      break;
    case 'file':
      await addFile(
        controller,
        files,
        absolute,
        { name: path, mode: stat.mode, size: stat.sizeBytes, mtime },
        signal,
      );
      break;
    case 'socket':
    case 'fifo':
    case 'device':
    case 'other':
      break;
  }
}

async function addFile(
  controller: TarPackController,
  files: Files,
  path: string,
  header: TarHeader,
  signal: AbortSignal,
): Promise<void> {
  const writer = controller.add(ownerless(header)).getWriter();
  let open = header.size;
  await reading(path, async (at) => {
    for await (const chunk of files.readStream(at, signal)) {
      const piece = chunk.subarray(0, open);
      open -= piece.length;
      if (piece.length > 0) await writer.write(piece);
      if (open === 0) break;
    }
  });
  if (open > 0) throw new ToolError(diagnose('execute/context-changed', { path }));
  await writer.close();
}

async function addData(controller: TarPackController, name: string, data: Uint8Array): Promise<void> {
  const writer = controller
    .add(ownerless({ name, mode: 0o644, size: data.length, mtime: new Date(0) }))
    .getWriter();
  if (data.length > 0) await writer.write(data);
  await writer.close();
}

async function addEmpty(controller: TarPackController, header: TarHeader): Promise<void> {
  await controller.add(ownerless(header)).getWriter().close();
}

function ownerless(header: TarHeader): TarHeader {
  return { ...header, uid: 0, gid: 0 };
}

async function reading<T>(path: string, read: (path: string) => Promise<T>): Promise<T> {
  try {
    return await read(path);
  } catch (error) {
    if (error instanceof ToolError || !isFileError(error)) throw error;
    throw new ToolError(diagnose('execute/context-unreadable', { path, problem: sentenceOf(error) }), {
      cause: error,
    });
  }
}

function isFileError(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E')
  );
}
