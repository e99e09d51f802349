/** The outside world, handed in at the edges. Made once, in main.ts; tests hand in another. */
export interface Host {
  readonly platform: NodeJS.Platform;
  /** CPU architecture as Node names it (`x64`, `arm64`). */
  readonly arch: string;
  /** The process environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly workingDir: string;
  readonly homeDir: string;
  /** undefined where the platform has no user ids. */
  readonly uid: number | undefined;
  readonly files: Files;
  readonly processes: Processes;
  readonly ports: Ports;
  readonly clock: Clock;
}

/** Files. Every method rejects with Node's own error (`code`: ENOENT, EACCES, …) unless it says otherwise. */
export interface Files {
  /** Whole content; directories, FIFOs and devices are refused with EISDIR / EINVAL instead of being read. */
  readonly readBytes: (path: string, options?: { readonly maxBytes?: number }) => Promise<Uint8Array>;
  /** What a FIFO or another pipe gives until its writer closes it; more than `maxBytes` is refused with EFBIG. */
  readonly readPipe: (
    path: string,
    options: { readonly maxBytes: number; readonly signal?: AbortSignal | undefined },
  ) => Promise<Uint8Array>;
  readonly readText: (path: string) => Promise<string>;
  /** Follows symbolic links; undefined when nothing is there. */
  readonly stat: (path: string) => Promise<FileStat | undefined>;
  /** Like `stat`, but a symbolic link is itself, not what it leads to. */
  readonly statLink: (path: string) => Promise<LinkStat | undefined>;
  /** A file's content piece by piece, for files that may be large. */
  readonly readStream: (path: string, signal?: AbortSignal) => AsyncIterable<Uint8Array>;
  /** Names in a folder, sorted. */
  readonly list: (path: string) => Promise<readonly string[]>;
  /** Real path, all links resolved. */
  readonly realPath: (path: string) => Promise<string>;
  /** Writes a whole file in one step: a reader sees the old or the new content, never half of it. Makes missing folders. */
  readonly write: (
    path: string,
    data: string | Uint8Array,
    options?: { readonly mode?: number },
  ) => Promise<void>;
  /** Writes a file piece by piece, over what is there or (`isAppending`) after it; its folder must be there. */
  readonly writeStream: (
    path: string,
    chunks: AsyncIterable<Uint8Array>,
    options?: { readonly mode?: number; readonly isAppending?: boolean },
  ) => Promise<void>;
  /** Makes a symbolic link. Rejects with EEXIST where something is already. */
  readonly makeLink: (path: string, target: string) => Promise<void>;
  readonly makeDir: (path: string, options?: { readonly mode?: number }) => Promise<void>;
  /** Removes a file or a whole tree; nothing there is fine. Does not follow links or cross into mounts knowingly. */
  readonly remove: (path: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Tells of changes from the time it resolves until it is closed. */
  readonly watch: (request: WatchRequest) => Promise<FileWatch>;
}

/** Where changes are looked for, and who is told. */
export interface WatchRequest {
  /** Absolute and without links; of one that is not there, the nearest folder around it is looked at. */
  readonly folders: readonly string[];
  /** A folder that stays where it is: that one of `folders` which holds it goes and comes back is not seen. */
  readonly home: string;
  /** False: neither that nor what is in it is looked at. True for what `folders` name, all around it, and what of it matters. */
  readonly wants: (path: string) => boolean;
  /**
   * Something has happened to what a path names: made, changed, moved or gone. `new` and `replaced` (in the place of another):
   * a folder, and all in it is new. The same change may be told more than once.
   */
  readonly onChange: (path: string, extent: 'entry' | 'new' | 'replaced') => void;
  /** Something cannot be watched; the rest is. */
  readonly onError: (error: unknown) => void;
}

/** A watch that goes on. */
export interface FileWatch {
  readonly close: () => Promise<void>;
}

/** What a path is. */
export interface FileStat {
  readonly kind: 'file' | 'directory' | 'socket' | 'fifo' | 'device' | 'other';
  readonly sizeBytes: number;
  /** Permission bits only. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly modifiedMs: number;
}

/** What a path is when a link at its end is not followed. */
export type LinkStat =
  | FileStat
  | {
      readonly kind: 'symlink';
      /** As written in the link. */
      readonly target: string;
      readonly modifiedMs: number;
    };

/** Other programs. Arguments are passed as they are: there is no shell. */
export interface Processes {
  /** Runs to the end and captures output. Resolves for any exit status; rejects when it cannot be started (ENOENT) or is aborted. */
  readonly run: (
    command: string,
    args: readonly string[],
    options?: RunOptions,
  ) => Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>;
  /** Starts a program and gives a handle on it. */
  readonly start: (
    command: string,
    args: readonly string[],
    options?: StartOptions,
  ) => Promise<RunningProcess>;
  /** Absolute path of a program on PATH, or undefined. */
  readonly find: (name: string) => Promise<string | undefined>;
  /** True while a process of that id exists. */
  readonly isAlive: (pid: number) => boolean;
  readonly kill: (pid: number, signal: NodeJS.Signals) => void;
}

/** How a program is run. */
export interface RunOptions {
  readonly cwd?: string;
  /** Added to the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Standard input; absent is empty. */
  readonly input?: string | Uint8Array;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Called with each line of either stream as it comes. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
}

/** How a program is started. */
export interface StartOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** `inherit`: the caller's own terminal; `ignore`: none. */
  readonly stdio?: 'inherit' | 'ignore';
  /** True: lives on after Selkie ends. */
  readonly isDetached?: boolean;
  readonly signal?: AbortSignal;
  /** Files that take stdout and stderr (appended). */
  readonly logFile?: string;
}

/** A program that runs. */
export interface RunningProcess {
  readonly pid: number;
  /** Exit status (128 + signal number when a signal ended it). */
  readonly exited: Promise<number>;
  readonly kill: (signal?: NodeJS.Signals) => void;
}

/** Ports that programs on this host listen on. */
export interface Ports {
  /**
   * What a program would meet that listens there now. Nobody is connected to, and nothing listens afterwards. `denied`: only root
   * may; `unknown`: nobody can, as this host has no such address.
   */
  readonly tryListen: (port: ListeningPort) => Promise<'free' | 'taken' | 'denied' | 'unknown'>;
}

/** Where a program listens. */
export interface ListeningPort {
  /** `::` and `0.0.0.0` are all addresses of their kind. */
  readonly address: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

/** Time. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}
