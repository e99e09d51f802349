import type { TarHeader, TarPackController } from 'modern-tar';
import type { Files, LinkStat } from '../host/host.ts';

/** A file, folder or link of this machine that goes into an archive. */
export interface Entry {
  /** In the archive, without a slash at its end. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly stat: LinkStat;
}

/** How entries are written down. */
export interface EntryRules {
  readonly files: Files;
  /** Keeps user ids; otherwise all is root's. */
  readonly keepsOwners: boolean;
  /** A file has become shorter than it was when it was looked at. What this does not throw is filled up with zeros. */
  readonly onShrunk: (path: string) => void;
  readonly signal: AbortSignal;
}

/** Adds one entry; what is below a folder is the caller's to add. Sockets, FIFOs and devices are left out. */
export async function addEntry(
  controller: TarPackController,
  { name, path, stat }: Entry,
  rules: EntryRules,
): Promise<void> {
  const mtime = new Date(stat.modifiedMs);
  switch (stat.kind) {
    case 'symlink':
      await addEmpty(controller, {
        ...root,
        name,
        type: 'symlink',
        linkname: stat.target,
        mode: 0o777,
        size: 0,
        mtime,
      });
      break;
    case 'directory':
      await addEmpty(controller, {
        ...ownerOf(stat, rules),
        name: `${name}/`,
        type: 'directory',
        mode: stat.mode,
        size: 0,
        mtime,
      });
      break;
    case 'file':
      await addFile(
        controller,
        path,
        { ...ownerOf(stat, rules), name, mode: stat.mode, size: stat.sizeBytes, mtime },
        rules,
      );
      break;
    case 'socket':
    case 'fifo':
    case 'device':
    case 'other':
      break;
  }
}

/** Adds a file that is on no disk. */
export async function addData(
  controller: TarPackController,
  name: string,
  data: Uint8Array,
  mtime = new Date(0),
): Promise<void> {
  const writer = controller.add({ ...root, name, mode: 0o644, size: data.length, mtime }).getWriter();
  if (data.length > 0) await writer.write(data);
  await writer.close();
}

const root = { uid: 0, gid: 0 };

function ownerOf(
  { uid, gid }: { readonly uid: number; readonly gid: number },
  { keepsOwners }: EntryRules,
): { readonly uid: number; readonly gid: number } {
  return keepsOwners ? { uid, gid } : root;
}

async function addEmpty(controller: TarPackController, header: TarHeader): Promise<void> {
  await controller.add(header).getWriter().close();
}

/** Exactly as many bytes as the header says: of a file that grows meanwhile, those that it had. */
async function addFile(
  controller: TarPackController,
  path: string,
  header: TarHeader,
  { files, onShrunk, signal }: EntryRules,
): Promise<void> {
  const writer = controller.add(header).getWriter();
  let open = header.size;
  for await (const chunk of files.readStream(path, signal)) {
    const piece = chunk.subarray(0, open);
    open -= piece.length;
    if (piece.length > 0) await writer.write(piece);
    if (open === 0) break;
  }
  if (open > 0) {
    onShrunk(path);
    await writer.write(new Uint8Array(open));
  }
  await writer.close();
}
