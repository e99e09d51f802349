import { posix } from 'node:path';
import type { FileStat, Files, Host, LinkStat, Processes, WatchRequest } from '../../src/host/host.ts';

/** What a host made of memory begins with. */
export interface MemoryHostOptions {
  /** Absolute path → content; the folders above are there too. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Absolute path of a symbolic link → where it leads. */
  readonly links?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly workingDir?: string;
  readonly homeDir?: string;
  readonly uid?: number;
  readonly nowMs?: number;
  readonly platform?: NodeJS.Platform;
  /** Programs; without it nothing is installed. */
  readonly processes?: Partial<Processes>;
  /** Ports; without it all are free. */
  readonly ports?: Host['ports'];
}

type Entry =
  | { readonly kind: 'file'; readonly data: Uint8Array; readonly mode: number }
  | { readonly kind: 'directory'; readonly mode: number }
  | { readonly kind: 'symlink'; readonly target: string };

/** A Host whose files live in memory, whose clock moves only by sleeping, and which has no programs but those given. */
export function memoryHost(options: MemoryHostOptions = {}): Host {
  const { workingDir = '/project', homeDir = '/home/someone', uid = 1000 } = options;
  let nowMs = options.nowMs ?? Date.UTC(2026, 0, 1);
  const disk = new MemoryDisk(uid, () => nowMs);
  for (const folder of [workingDir, homeDir, '/tmp']) disk.addDir(folder);
  for (const [path, content] of Object.entries(options.files ?? {})) disk.addFile(path, content, 0o644);
  for (const [path, target] of Object.entries(options.links ?? {})) disk.addLink(path, target);
  return {
    platform: options.platform ?? 'linux',
    arch: 'x64',
    env: { ...options.env },
    workingDir,
    homeDir,
    uid,
    files: disk,
    processes: { ...noProcesses, ...options.processes },
    ports: options.ports ?? { tryListen: () => Promise.resolve('free') },
    clock: {
      now: () => nowMs,
      sleep: async (ms, signal) => {
        signal?.throwIfAborted();
        nowMs += ms;
        await Promise.resolve();
      },
    },
  };
}

const noProcesses: Processes = {
  run: (command) => Promise.reject(failure('ENOENT', 'spawn', command)),
  start: (command) => Promise.reject(failure('ENOENT', 'spawn', command)),
  find: () => Promise.resolve(undefined),
  isAlive: () => false,
  kill: (pid) => {
    throw failure('ESRCH', 'kill', String(pid));
  },
};

class MemoryDisk implements Files {
  readonly #entries = new Map<string, Entry>([['/', { kind: 'directory', mode: 0o755 }]]);
  readonly #uid: number;
  readonly #nowMs: () => number;
  readonly #watches = new Set<WatchRequest>();

  constructor(uid: number, nowMs: () => number) {
    this.#uid = uid;
    this.#nowMs = nowMs;
  }

  addDir(path: string, mode = 0o755): void {
    const full = posix.resolve(path);
    if (full !== '/') this.addDir(posix.dirname(full));
    if (!this.#entries.has(full)) this.#entries.set(full, { kind: 'directory', mode });
  }

  addFile(path: string, content: string | Uint8Array, mode: number): void {
    const full = posix.resolve(path);
    this.addDir(posix.dirname(full));
    const data = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    this.#entries.set(full, { kind: 'file', data, mode });
  }

  addLink(path: string, target: string): void {
    const full = posix.resolve(path);
    this.addDir(posix.dirname(full));
    this.#entries.set(full, { kind: 'symlink', target });
  }

  readonly readBytes: Files['readBytes'] = (path, options) =>
    attempt(() => {
      const entry = this.#lookUp(this.#real(path), 'open', path);
      if (entry.kind !== 'file') throw failure('EISDIR', 'read', path);
      if (entry.data.length > (options?.maxBytes ?? Number.POSITIVE_INFINITY)) {
        throw failure('EFBIG', 'read', path);
      }
      return entry.data;
    });

  readonly readPipe: Files['readPipe'] = (path) => Promise.reject(failure('EINVAL', 'read', path));

  readonly readText: Files['readText'] = async (path) => new TextDecoder().decode(await this.readBytes(path));

  readonly readStream: Files['readStream'] = async function* (this: MemoryDisk, path: string) {
    yield await this.readBytes(path);
  }.bind(this);

  readonly stat: Files['stat'] = (path) =>
    attempt(() => {
      const entry = this.#entries.get(this.#real(path));
      return entry === undefined || entry.kind === 'symlink' ? undefined : this.#statOf(entry);
    });

  readonly statLink: Files['statLink'] = (path) =>
    attempt((): LinkStat | undefined => {
      const full = posix.resolve(path);
      const entry = this.#entries.get(posix.join(this.#real(posix.dirname(full)), posix.basename(full)));
      if (entry === undefined) return undefined;
      return entry.kind === 'symlink'
        ? { kind: 'symlink', target: entry.target, modifiedMs: this.#nowMs() }
        : this.#statOf(entry);
    });

  readonly list: Files['list'] = (path) =>
    attempt(() => {
      const folder = this.#real(path);
      if (this.#lookUp(folder, 'scandir', path).kind !== 'directory') {
        throw failure('ENOTDIR', 'scandir', path);
      }
      return [...this.#entries.keys()]
        .filter((other) => other !== '/' && posix.dirname(other) === folder)
        .map((other) => posix.basename(other))
        .sort();
    });

  readonly realPath: Files['realPath'] = (path) =>
    attempt(() => {
      const real = this.#real(path);
      this.#lookUp(real, 'realpath', path);
      return real;
    });

  readonly write: Files['write'] = (path, data, options) =>
    attempt(() => {
      this.addFile(this.#real(path), data, options?.mode ?? 0o644);
      this.#tell(path);
    });

  readonly writeStream: Files['writeStream'] = async (path, chunks, options) => {
    const isThere = options?.isAppending === true && (await this.stat(path)) !== undefined;
    const pieces: Uint8Array[] = isThere ? [await this.readBytes(path)] : [];
    for await (const chunk of chunks) pieces.push(chunk);
    await this.write(path, Buffer.concat(pieces), options);
  };

  readonly makeLink: Files['makeLink'] = (path, target) =>
    attempt(() => {
      const full = posix.resolve(path);
      if (this.#entries.has(full)) throw failure('EEXIST', 'symlink', path);
      this.#entries.set(full, { kind: 'symlink', target });
      this.#tell(full);
    });

  readonly makeDir: Files['makeDir'] = (path, options) =>
    attempt(() => {
      this.addDir(this.#real(path), options?.mode);
      this.#tell(path);
    });

  readonly remove: Files['remove'] = (path) =>
    attempt(() => {
      const full = posix.resolve(path);
      for (const other of [...this.#entries.keys()]) {
        if (other === full || other.startsWith(`${full}/`)) this.#entries.delete(other);
      }
      this.#tell(full);
    });

  readonly rename: Files['rename'] = (from, to) =>
    attempt(() => {
      const [source, target] = [posix.resolve(from), posix.resolve(to)];
      this.#lookUp(source, 'rename', from);
      for (const [path, entry] of [...this.#entries]) {
        if (path !== source && !path.startsWith(`${source}/`)) continue;
        this.#entries.delete(path);
        this.#entries.set(target + path.slice(source.length), entry);
      }
      this.#tell(source);
      this.#tell(target);
    });

  readonly watch: Files['watch'] = (request) => {
    this.#watches.add(request);
    return Promise.resolve({
      close: () => {
        this.#watches.delete(request);
        return Promise.resolve();
      },
    });
  };

  #tell(path: string): void {
    const full = posix.resolve(path);
    const extent = this.#entries.get(full)?.kind === 'directory' ? 'new' : 'entry';
    for (const { wants, onChange } of this.#watches) if (wants(posix.dirname(full))) onChange(full, extent);
  }

  #statOf(entry: Exclude<Entry, { readonly kind: 'symlink' }>): FileStat {
    return {
      kind: entry.kind,
      sizeBytes: entry.kind === 'file' ? entry.data.length : 4096,
      mode: entry.mode,
      uid: this.#uid,
      gid: this.#uid,
      modifiedMs: this.#nowMs(),
    };
  }

  #lookUp(real: string, call: string, path: string): Entry {
    const entry = this.#entries.get(real);
    if (entry === undefined) throw failure('ENOENT', call, path);
    return entry;
  }

  /** The path with every link in it followed; the end need not be there. */
  #real(path: string, hops = 0): string {
    if (hops > 40) throw failure('ELOOP', 'open', path);
    let real = '/';
    const parts = posix.resolve(path).split('/').filter(Boolean);
    for (const [index, part] of parts.entries()) {
      const next = posix.join(real, part);
      const entry = this.#entries.get(next);
      if (entry?.kind === 'symlink') {
        const rest = parts.slice(index + 1).join('/');
        return this.#real(posix.join(posix.resolve(real, entry.target), rest), hops + 1);
      }
      real = next;
    }
    return real;
  }
}

/** Runs it as an asynchronous call would: what it throws is a rejection. */
async function attempt<T>(work: () => T): Promise<T> {
  await Promise.resolve();
  return work();
}

function failure(code: string, call: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${call} '${path}'`), { code, syscall: call, path });
}
