import { join } from 'node:path';
import type { Files, Host, Processes } from '../../host/host.ts';

/** The machine whose systemd is meant: this one, or one that is reached by ssh. */
export interface Site {
  readonly env: Host['env'];
  /** Absolute. */
  readonly homeDir: string;
  readonly uid: number | undefined;
  readonly clock: Host['clock'];
  readonly files: Pick<Files, 'stat' | 'list' | 'makeDir' | 'remove'>;
  readonly processes: Pick<Processes, 'run'>;
  /** Name → text of the files in a folder whose names are wanted; empty where there is no such folder. */
  readonly readTexts: (
    folder: string,
    isWanted: (name: string) => boolean,
  ) => Promise<ReadonlyMap<string, string>>;
  /** Writes whole files, by their paths. Makes missing folders. */
  readonly writeTexts: (texts: ReadonlyMap<string, string>, mode: number) => Promise<void>;
  /** Removes files; those that are not there are fine. */
  readonly removeAll: (paths: readonly string[]) => Promise<void>;
}

/** This machine. */
export function hereSite(host: Host): Site {
  const { env, homeDir, uid, clock, files, processes } = host;
  return {
    env,
    homeDir,
    uid,
    clock,
    files,
    processes,
    readTexts: async (folder, isWanted) => {
      if ((await files.stat(folder))?.kind !== 'directory') return new Map();
      const texts = new Map<string, string>();
      for (const name of (await files.list(folder)).filter(isWanted)) {
        const path = join(folder, name);
        if ((await files.stat(path))?.kind === 'file') texts.set(name, await files.readText(path));
      }
      return texts;
    },
    writeTexts: async (texts, mode) => {
      for (const [path, text] of texts) await files.write(path, text, { mode });
    },
    removeAll: async (paths) => {
      for (const path of paths) await files.remove(path);
    },
  };
}
