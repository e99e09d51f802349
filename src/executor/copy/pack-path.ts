import { posix } from 'node:path';
import { Readable } from 'node:stream';
import type { TarPackController } from 'modern-tar';
import { createTarPacker } from 'modern-tar';
import type { Files } from '../../host/host.ts';
import type { Entry, EntryRules } from '../tar-entry.ts';
import { addEntry } from '../tar-entry.ts';

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
    const { source: path, name, followsLink, keepsOwners } = request;
    const stat = followsLink ? await files.stat(path) : await files.statLink(path);
    const rules = { files, keepsOwners, onShrunk: () => undefined, signal };
    if (stat !== undefined) await add(controller, files, { name, path, stat }, rules);
    controller.finalize();
  };
  pack().catch((error: unknown) => controller.error(error));
  return Readable.fromWeb(readable);
}

async function add(
  controller: TarPackController,
  files: Files,
  entry: Entry,
  rules: EntryRules,
): Promise<void> {
  await addEntry(controller, entry, rules);
  if (entry.stat.kind !== 'directory') return;
  for (const child of await files.list(entry.path)) {
    const path = posix.join(entry.path, child);
    const stat = await files.statLink(path);
    // Gone since its folder was listed.
    if (stat !== undefined)
      await add(controller, files, { name: `${entry.name}/${child}`, path, stat }, rules);
  }
}
