import { randomBytes } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import {
  lstat,
  mkdir,
  open,
  readFile,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { FileStat, Files } from './host.ts';
import { readPipe } from './read-pipe.ts';
import { fileError, readWhole } from './read-whole.ts';

/** Files through Node. */
export function nodeFiles(): Files {
  return {
    readBytes: (path, options) => promised(() => readWhole(path, options?.maxBytes)),
    readPipe,
    readText: (path) => promised(() => readWhole(path, undefined).toString('utf8')),
    stat: async (path) => {
      const found = await orAbsent(() => promised(() => statSync(path)));
      return found === undefined ? undefined : statOf(found);
    },
    statLink: async (path) => {
      const found = await orAbsent(() => lstat(path));
      if (found?.isSymbolicLink() !== true) return found === undefined ? undefined : statOf(found);
      return { kind: 'symlink', target: await readlink(path), modifiedMs: found.mtimeMs };
    },
    readStream: (path, signal) => createReadStream(path, signal === undefined ? {} : { signal }),
    list: async (path) => (await readdir(path)).sort(),
    realPath: (path) => realpath(path),
    write: writeWhole,
    writeStream: async (path, chunks, options) => {
      const file = await open(path, options?.isAppending === true ? 'a' : 'w', options?.mode ?? 0o666);
      try {
        for await (const chunk of chunks) await file.write(chunk);
        if (options?.mode !== undefined) await file.chmod(options.mode);
      } finally {
        await file.close();
      }
    },
    makeLink: (path, target) => symlink(target, path),
    makeDir: async (path, options) => {
      await mkdir(path, { recursive: true, ...(options?.mode === undefined ? {} : { mode: options.mode }) });
    },
    remove: async (path) => {
      await refuseMounts(path);
      await rm(path, { recursive: true, force: true });
    },
    rename: (from, to) => rename(from, to),
    watch: async (request) => (await import('./watch-folders.ts')).watchFolders(request),
  };
}

/** Writes beside the file and puts the result in its place, which is one step for whoever reads. */
async function writeWhole(
  path: string,
  data: string | Uint8Array,
  options?: { readonly mode?: number },
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(draft, 'wx', options?.mode ?? 0o666);
    try {
      await file.writeFile(data);
      // Past the umask, which is meant for files whose mode nobody chose.
      if (options?.mode !== undefined) await file.chmod(options.mode);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** A tree with something mounted in it is left alone: what is mounted there is not part of it. */
async function refuseMounts(path: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const found = await orAbsent(() => lstat(path));
  if (found?.isDirectory() !== true) return;
  const root = join(await realpath(dirname(resolve(path))), basename(resolve(path)));
  const table = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  for (const line of table.split('\n')) {
    const mountPoint = unescape(line.split(' ')[4] ?? '');
    if (mountPoint === root || mountPoint.startsWith(root + sep)) {
      throw fileError('EBUSY', `has something mounted on it (${mountPoint})`, path);
    }
  }
}

/** mountinfo writes blanks and the like as octal numbers. */
function unescape(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
}

function statOf(found: Stats): FileStat {
  return {
    kind: kindOf(found),
    sizeBytes: found.size,
    mode: found.mode & 0o7777,
    uid: found.uid,
    gid: found.gid,
    modifiedMs: found.mtimeMs,
  };
}

function kindOf(found: Stats): FileStat['kind'] {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'directory';
  if (found.isSocket()) return 'socket';
  if (found.isFIFO()) return 'fifo';
  return found.isCharacterDevice() || found.isBlockDevice() ? 'device' : 'other';
}

async function orAbsent<T>(find: () => Promise<T>): Promise<T | undefined> {
  try {
    return await find();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** What is found at once, or the error, as a promise. */
function promised<T>(find: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(find());
  });
}
