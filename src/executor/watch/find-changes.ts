import { posix } from 'node:path';
import type { Files } from '../../host/host.ts';
import type { FileChange } from './work.ts';

/** How much of a path may have changed: itself; or, of a folder, all in it. */
export type Extent = 'entry' | 'new' | 'replaced';

/** Paths of which something was told, and what. */
export type Touched = ReadonlyMap<string, Extent>;

/** Looks at what was touched: what is there now, and what is not. `reaches` leaves out what nobody asks for. */
export async function findChanges(
  files: Files,
  touched: Touched,
  reaches: (path: string) => boolean,
): Promise<readonly FileChange[]> {
  const found = new Map<string, FileChange>();
  for (const [path, extent] of [...touched].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const stat = await files.statLink(path);
    const isFolder = stat?.kind === 'directory';
    if (stat === undefined) found.set(path, { path, state: 'gone', isFolder });
    else if (extent === 'entry' || !isFolder) {
      if (!found.has(path)) found.set(path, { path, state: 'present', isFolder });
    } else {
      for await (const change of walk(files, path, reaches)) found.set(change.path, change);
      found.set(path, { path, state: extent, isFolder });
    }
  }
  return [...found.values()];
}

/** What is at a path and all that is reached below it. Links are not followed, and what vanishes meanwhile is left out. */
export async function* walk(
  files: Files,
  path: string,
  reaches: (path: string) => boolean,
): AsyncGenerator<FileChange> {
  const stat = await files.statLink(path);
  if (stat === undefined) return;
  const isFolder = stat.kind === 'directory';
  yield { path, state: 'present', isFolder };
  if (!isFolder) return;
  for (const name of await namesIn(files, path)) {
    const below = posix.join(path, name);
    if (reaches(below)) yield* walk(files, below, reaches);
  }
}

async function namesIn(files: Files, folder: string): Promise<readonly string[]> {
  try {
    return await files.list(folder);
  } catch {
    // Gone, or not ours to read: what cannot be read cannot be copied either.
    return [];
  }
}
