import { Readable } from 'node:stream';
import type { TarHeader, TarPackController } from 'modern-tar';
import { createTarPacker } from 'modern-tar';
import type { Files } from '../../host/host.ts';
import type { Entry } from '../tar-entry.ts';
import { addEntry } from '../tar-entry.ts';

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
  const onShrunk = (path: string): never => {
    throw new Error(`${path} shrank while it was read`);
  };
  const pack = async (): Promise<void> => {
    for (const { source, name } of entries) {
      const stat = await files.statLink(source);
      if (stat === undefined) continue;
      try {
        const entry = { name, path: source, stat };
        if (stat.kind === 'file' && stat.sizeBytes <= wholeBytes) await addWhole(controller, files, entry);
        else await addEntry(controller, entry, { files, keepsOwners: true, onShrunk, signal });
      } catch (error) {
        if (!isFileError(error)) throw error;
        if (error.code !== 'ENOENT') onUnreadable(source, error);
      }
    }
    controller.finalize();
  };
  pack().catch((error: unknown) => controller.error(error));
  return Readable.fromWeb(readable);
}

async function addWhole(
  controller: TarPackController,
  files: Files,
  { name, path, stat }: Entry,
): Promise<void> {
  if (stat.kind === 'symlink') return;
  const data = await files.readBytes(path);
  const { mode, uid, gid, modifiedMs } = stat;
  const header: TarHeader = { name, mode, uid, gid, mtime: new Date(modifiedMs), size: data.length };
  const writer = controller.add(header).getWriter();
  if (data.length > 0) await writer.write(data);
  await writer.close();
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
