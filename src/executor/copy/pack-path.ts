import { posix } from 'node:path';
import { Readable } from 'node:stream';
import type { TarHeader, TarPackController } from 'modern-tar';
import { createTarPacker } from 'modern-tar';
import type { Files, LinkStat } from '../../host/host.ts';

/** What is packed, and how. */
export interface PackRequest {
  /** Absolute path here. */
  readonly source: string;
  /** What it is called in the archive. */
  readonly name: string;
  /** A link at the end of the path is packed as what it leads to. */
  readonly followsLink: boolean;
  /** Keeps user ids; otherwise all is root's, which the other side may change. */
  readonly keepsOwners: boolean;
}

/** A tar archive of a file or a folder with all in it. Sockets, FIFOs and devices are left out. */
export function packPath(files: Files, request: PackRequest, signal: AbortSignal): Readable {
  const { readable, controller } = createTarPacker();
  const pack = async (): Promise<void> => {
    const { source, name, followsLink } = request;
    const stat = followsLink ? await files.stat(source) : await files.statLink(source);
    if (stat !== undefined) await add(controller, files, { source, name, stat }, request, signal);
    controller.finalize();
  };
  pack().catch((error: unknown) => controller.error(error));
  return Readable.fromWeb(readable);
}

interface Item {
  readonly source: string;
  readonly name: string;
  readonly stat: LinkStat;
}

async function add(
  controller: TarPackController,
  files: Files,
  { source, name, stat }: Item,
  request: PackRequest,
  signal: AbortSignal,
): Promise<void> {
  const mtime = new Date(stat.modifiedMs);
  if (stat.kind === 'symlink') {
    const header = { name, type: 'symlink', linkname: stat.target, mode: 0o777, size: 0, mtime } as const;
    await controller.add(header).getWriter().close();
    return;
  }
  const owner = request.keepsOwners ? { uid: stat.uid, gid: stat.gid } : { uid: 0, gid: 0 };
  const common = { mode: stat.mode, mtime, ...owner };
  if (stat.kind === 'directory') {
    await controller
      .add({ ...common, name: `${name}/`, type: 'directory', size: 0 })
      .getWriter()
      .close();
    for (const child of await files.list(source)) {
      const path = posix.join(source, child);
      const found = await files.statLink(path);
      if (found === undefined) continue;
      await add(controller, files, { source: path, name: `${name}/${child}`, stat: found }, request, signal);
    }
  } else if (stat.kind === 'file') {
    await addFile(controller, files, source, { ...common, name, size: stat.sizeBytes }, signal);
  }
}

/** Exactly as many bytes as the header says: a file that grows meanwhile is cut, one that shrinks is filled up. */
async function addFile(
  controller: TarPackController,
  files: Files,
  path: string,
  header: TarHeader,
  signal: AbortSignal,
): Promise<void> {
  const writer = controller.add(header).getWriter();
  let open = header.size;
  for await (const chunk of files.readStream(path, signal)) {
    const piece = chunk.subarray(0, open);
    open -= piece.length;
    if (piece.length > 0) await writer.write(piece);
    if (open === 0) break;
  }
  if (open > 0) await writer.write(new Uint8Array(open));
  await writer.close();
}
