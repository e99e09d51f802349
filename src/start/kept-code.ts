import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Script } from 'node:vm';

/** What the build makes of the program, and of each library. */
export type Run = (
  require: (name: string) => unknown,
  module: { readonly exports: Readonly<Record<string, unknown>> },
  optimizeLater: () => void,
) => void;

/** A file that is run, and whoever else wants to run it with the same compiled code. */
export interface KeptFile {
  readonly path: string;
  /** Tells apart what other functions of the same file are run for; part of the kept file's name. */
  readonly purpose: string;
}

/**
 * The file's function, compiled by V8 in an earlier run where that was kept. Otherwise it is compiled now and kept when the
 * process ends, after `beforeKeeping`. Code that was kept under other flags of V8 is refused, and made anew.
 */
export function compileKept({ path, purpose }: KeptFile, beforeKeeping: () => void): Run {
  const codeFolder = ownFolder();
  const name = path.slice(dirname(path).length + 1);
  const codeFile =
    codeFolder === undefined
      ? undefined
      : join(codeFolder, `${name}-${process.version}-${process.arch}${purpose}`);
  const cachedData = codeFile === undefined ? undefined : readOwn(codeFile);
  // The file is ASCII, which is read fastest like this.
  const source = readFileSync(path, 'latin1');
  // A snapshot of Node takes longer to read for it.
  const vm = process.getBuiltinModule('node:vm');
  const script = new vm.Script(source, {
    filename: path,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  if (codeFile !== undefined && (cachedData === undefined || script.cachedDataRejected === true)) {
    // Not before the end: what has run by then is kept too.
    process.once('exit', () => {
      beforeKeeping();
      keep(script, codeFile);
    });
  }
  return script.runInThisContext() as Run;
}

/** undefined when there is no folder of this user's own for such things. */
function ownFolder(): string | undefined {
  const { env, platform } = process;
  const home = env['HOME'] ?? '';
  const named = (platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CACHE_HOME']) ?? '';
  const above = named === '' ? home : named;
  // With `sudo` HOME may still be another user's, whose code root must not run, nor leave files there.
  if (above === '' || !isOwn(statSync(above, { throwIfNoEntry: false }))) return undefined;
  const folder = named === '' ? join(home, '.cache', 'selkie') : join(named, 'selkie');
  return join(folder, 'code');
}

function readOwn(path: string): Buffer | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    return isOwn(fstatSync(file)) ? readFileSync(file) : undefined;
  } finally {
    closeSync(file);
  }
}

function isOwn(found: { readonly uid: number; readonly mode: number } | undefined): boolean {
  if (found === undefined) return false;
  return process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0);
}

/** Other versions and commands also keep theirs there, each about a megabyte. */
const mostFiles = 50;

function keep(script: Script, path: string): void {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, script.createCachedData(), { mode: 0o600 });
    renameSync(unfinished, path);
    const others = readdirSync(folder).map((name) => join(folder, name));
    if (others.length > mostFiles) removeOldest(others);
  } catch {
    // It is only slower without.
  }
}

function removeOldest(files: readonly string[]): void {
  const ages = new Map(files.map((file) => [file, statSync(file).mtimeMs]));
  const newestFirst = files.toSorted((a, b) => (ages.get(b) ?? 0) - (ages.get(a) ?? 0));
  for (const file of newestFirst.slice(mostFiles / 2)) rmSync(file, { force: true });
}
