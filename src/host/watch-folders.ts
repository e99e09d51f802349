import { statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { FSWatcher } from 'chokidar';
import type { FileWatch, WatchRequest } from './host.ts';

/** How long after a folder was moved or removed it is looked at again: what replaces it comes at once. */
const settleMs = 40;

/**
 * Sees changes below folders through chokidar. Only folders are watched, each with what is directly in it: one watch of the
 * system for a folder and none for its files, and no event of a file is held back or left out. (Where `CHOKIDAR_USEPOLLING`
 * says so, for folders whose system tells nothing, files are looked at again and again instead.) chokidar keeps looking at a
 * folder that is gone when another takes its place at once (as `rm -rf` and `mkdir` do); such folders get a watcher anew.
 */
export async function watchFolders(request: WatchRequest): Promise<FileWatch> {
  const { FSWatcher } = await import('chokidar');
  const tree = new FolderTree(request, () => {
    const watcher: FSWatcher = new FSWatcher({
      ignored: (path, stats) =>
        (stats?.isDirectory() === false && !watcher.options.usePolling) || !request.wants(path),
      followSymlinks: false,
      ignorePermissionErrors: true,
      atomic: false,
    });
    return watcher;
  });
  // That a folder goes and comes back is seen in the one around it.
  const around = request.folders.map((path) =>
    nearestFolder(isIn(path, request.home) ? path : dirname(path)),
  );
  await Promise.all(outermost(around).map((folder) => tree.follow(folder)));
  return { close: () => tree.close() };
}

const fileEvents: ReadonlySet<string> = new Set(['add', 'change', 'unlink']);

class FolderTree {
  readonly #request: WatchRequest;
  readonly #open: () => FSWatcher;
  /** Root → its watcher. */
  readonly #watchers = new Map<string, FSWatcher>();
  /** Folders that are watched → the root of the watcher that does. */
  readonly #folders = new Map<string, string>();
  /** Folders that were replaced once: the watcher above them looks away. */
  readonly #apart = new Set<string>();
  readonly #moved = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(request: WatchRequest, open: () => FSWatcher) {
    this.#request = request;
    this.#open = open;
  }

  /** Watches a folder and all that is wanted below it. Resolves when nothing that changes from now on is missed. */
  async follow(root: string, isReplaced = false): Promise<void> {
    const watcher = this.#open();
    this.#watchers.set(root, watcher);
    let isReady = isReplaced;
    watcher.on('addDir', (path) => {
      this.#folders.set(path, root);
      if (isReady) this.#request.onChange(path, isReplaced && path === root ? 'replaced' : 'new');
    });
    watcher.on('unlinkDir', (path) => {
      if (this.#folders.get(path) === root) this.#folders.delete(path);
    });
    watcher.on('all', (event, path) => {
      if (isReady && fileEvents.has(event)) this.#request.onChange(path, 'entry');
    });
    watcher.on('raw', (kind, name, details) => {
      if (hasFolder(details)) this.#take(kind, name, details.watchedPath);
    });
    watcher.on('error', (error) => {
      if (!this.#isClosed) this.#request.onError(error);
    });
    await new Promise<void>((resolve) => {
      watcher.on('ready', resolve);
      watcher.add(root);
    });
    isReady = true;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await Promise.all([...this.#watchers.values()].map((watcher) => watcher.close()));
  }

  #take(kind: string, name: string | null, folder: string): void {
    if (this.#isClosed) return;
    const path = name === null ? folder : join(folder, name);
    if (!this.#request.wants(path)) return;
    this.#request.onChange(path, 'entry');
    const isKnown = this.#folders.has(path) || this.#apart.has(path);
    if (kind !== 'rename' || !isKnown) return;
    this.#moved.add(path);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const moved = outermost([...this.#moved]);
      this.#moved.clear();
      for (const path of moved) this.#renew(path);
    }, settleMs);
  }

  /** A folder was moved, removed or made again: whatever watched it may watch what is not there any more. */
  #renew(path: string): void {
    const isThere = isFolder(path);
    const below = [...this.#apart].filter((other) => isIn(path, other));
    // chokidar itself sees that a folder is gone, and when it comes back later.
    if (!isThere && below.length === 0) return;
    for (const [root, watcher] of this.#watchers) {
      if (!isIn(path, root)) continue;
      this.#watchers.delete(root);
      watcher.close().catch(this.#request.onError);
    }
    const stale = new Map<string, string[]>();
    for (const [folder, root] of this.#folders) {
      if (!isIn(path, folder)) continue;
      this.#folders.delete(folder);
      stale.set(root, [...(stale.get(root) ?? []), folder]);
    }
    for (const [root, folders] of stale) this.#watchers.get(root)?.unwatch(folders);
    for (const other of below) this.#apart.delete(other);
    this.#apart.add(path);
    if (isThere) this.follow(path, true).catch(this.#request.onError);
  }
}

function hasFolder(details: unknown): details is { readonly watchedPath: string } {
  return (
    typeof details === 'object' &&
    details !== null &&
    'watchedPath' in details &&
    typeof details.watchedPath === 'string'
  );
}

function nearestFolder(path: string): string {
  return isFolder(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Without those that are in another one. */
function outermost(paths: readonly string[]): readonly string[] {
  const unique = [...new Set(paths)];
  return unique.filter((path) => !unique.some((other) => other !== path && isIn(other, path)));
}

function isIn(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
