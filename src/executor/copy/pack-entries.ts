import { Readable } from 'node:stream';
import type { TarHeader, TarPackController } from 'modern-tar';
import { createTarPacker } from 'modern-tar';
import type { Files, LinkStat } from '../../host/host.ts';

/** One file, folder (without what is in it) or link. */
export interface PackEntry {
  /** Absolute path here. */
  readonly source: string;
  /** What it is called in the archive. */
  readonly name: string;
}

/** What is smaller is read whole before its size is told, so that nobody gets half of a file that is written meanwhile. */
const wholeBytes = 8 << 20;

/**
 * A tar archive of entries in their order. What is gone by then, or cannot be read, is left out; so are sockets, FIFOs and
 * devices. Who cannot be read is told of to `onUnreadable`.
 */
export function packEntries(
  files: Files,
  entries: readonly PackEntry[],
  onUnreadable: (source: string, error: unknown) => void,
  signal: AbortSignal,
): Readable {
  const { readable, controller } = createTarPacker();
  const pack = async (): Promise<void> => {
    for (const entry of entries) {
      const stat = await files.statLink(entry.source);
      if (stat !== undefined) await add(controller, files, entry, stat, onUnreadable, signal);
    }
    controller.finalize();
  };
  pack().catch((error: unknown) => controller.error(error));
  return Readable.fromWeb(readable);
}

async function add(
  controller: TarPackController,
  files: Files,
  { source, name }: PackEntry,
  stat: LinkStat,
  onUnreadable: (source: string, error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  const mtime = new Date(stat.modifiedMs);
  if (stat.kind === 'symlink') {
    const header = { name, type: 'symlink', linkname: stat.target, mode: 0o777, size: 0, mtime } as const;
    await controller.add(header).getWriter().close();
    return;
  }
  const { mode, uid, gid } = stat;
  const common = { mode, uid, gid, mtime };
  if (stat.kind === 'directory') {
    await controller
      .add({ ...common, name: `${name}/`, type: 'directory', size: 0 })
      .getWriter()
      .close();
  } else if (stat.kind === 'file') {
    const header = { ...common, name, size: stat.sizeBytes };
    try {
      if (stat.sizeBytes <= wholeBytes) await addWhole(controller, await files.readBytes(source), header);
      else await addInPieces(controller, files, source, header, signal);
    } catch (error) {
      if (!isFileError(error)) throw error;
      if (error.code !== 'ENOENT') onUnreadable(source, error);
    }
  }
}

async function addWhole(controller: TarPackController, data: Uint8Array, header: TarHeader): Promise<void> {
  const writer = controller.add({ ...header, size: data.length }).getWriter();
  if (data.length > 0) await writer.write(data);
  await writer.close();
}

/** Exactly as many bytes as the header says: a file that grows meanwhile is cut, one that shrinks breaks the archive off. */
async function addInPieces(
  controller: TarPackController,
  files: Files,
  path: string,
  header: TarHeader,
  signal: AbortSignal,
): Promise<void> {
  const chunks = files.readStream(path, signal)[Symbol.asyncIterator]();
  // A file that cannot be opened must not have a header.
  let next = await chunks.next();
  const writer = controller.add(header).getWriter();
  let open = header.size;
  for (; next.done !== true && open > 0; next = await chunks.next()) {
    const piece = next.value.subarray(0, open);
    open -= piece.length;
    await writer.write(piece);
  }
  await chunks.return?.();
  if (open > 0) throw new Error(`${path} shrank while it was read`);
  await writer.close();
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
