/**
 * The file that is run: starts the program with the code that V8 made of it the last time, because compiling it takes
 * longer than most commands do. Node 22 can do the same for every module; this also works on Node 20, and for one file.
 */
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
import type * as V8 from 'node:v8';
import { Script } from 'node:vm';
import { firstWord } from './cli/first-word.ts';

/** The bundle of main.ts beside this file; its name changes with its content. */
declare const programFile: string;
/** The same for commands that have a smaller one of their own. */
declare const ownPrograms: Readonly<Record<string, string>>;
/** Libraries in files of their own: the name that is required → the file, whose exports are such names again. */
declare const libraryFiles: Readonly<Record<string, string>>;
/** Every command runs other functions, so each has compiled code of its own. */
declare const commandWords: readonly string[];

/** What the build makes of the program, and of each library. */
type Run = (
  require: (name: string) => unknown,
  module: { readonly exports: Readonly<Record<string, unknown>> },
  optimizeLater: () => void,
) => void;

/**
 * What V8 is told when there is much to do, and its defaults. Most commands end before code that was optimized early has earned
 * what optimizing it took, half the time of reading a hundred services; and the HTTP parser's WebAssembly would keep the
 * process from ending for a tenth of a second. Flags have other names in each version.
 */
const compilerFlags: Readonly<Record<string, readonly { name: string; usual: number; ours: number }[]>> = {
  20: [
    { name: 'interrupt-budget', usual: 67_584, ours: 1_000_000 },
    { name: 'wasm-tiering-budget', usual: 1_800_000, ours: 1_000_000_000 },
  ],
  22: [
    { name: 'invocation-count-for-turbofan', usual: 3000, ours: 50_000 },
    { name: 'wasm-tiering-budget', usual: 13_000_000, ours: 1_000_000_000 },
  ],
};
/** Takes longer to load than many a command runs, so only once flags are set. */
let v8: typeof V8 | undefined;
const flags = compilerFlags[process.version.slice(1, 3)] ?? [];
const load: (name: string) => unknown = require;
const loaded = new Map<string, unknown>();

const codeFolder = ownFolder();
const argv = process.argv.slice(2);
const word = argv.find((argument) => commandWords.includes(argument)) ?? 'none';
run(programOf(firstWord(argv)) ?? programFile, `-${word}`);

function programOf(command: string | undefined): string | undefined {
  return command !== undefined && Object.hasOwn(ownPrograms, command) ? ownPrograms[command] : undefined;
}

/** Runs one of the build's files with the code that was kept of it, and gives what it exports. */
function run(file: string, purpose: string): Readonly<Record<string, unknown>> {
  const filename = join(__dirname, 'chunks', file);
  const codeFile =
    codeFolder === undefined
      ? undefined
      : join(codeFolder, `${file}-${process.version}-${process.arch}${purpose}`);
  const cachedData = codeFile === undefined ? undefined : readOwn(codeFile);
  // The file is ASCII, which is read fastest like this.
  const source = readFileSync(filename, 'latin1');
  const script = new Script(source, { filename, ...(cachedData === undefined ? {} : { cachedData }) });
  if (codeFile !== undefined && (cachedData === undefined || script.cachedDataRejected === true)) {
    // Not before the end: what has run by then is kept too.
    process.once('exit', () => {
      setFlags('usual');
      keep(script, codeFile);
    });
  }
  const module = { exports: {} };
  (script.runInThisContext() as Run)(requireAsUsual, module, optimizeLater);
  return module.exports;
}

function optimizeLater(): void {
  if (flags.length === 0) return;
  v8 ??= load('node:v8') as typeof V8;
  setFlags('ours');
}

/** Code that was kept is only taken under the flags it was kept with: Node's own modules would all be compiled anew. */
function requireAsUsual(name: string): unknown {
  if (!loaded.has(name)) {
    setFlags('usual');
    try {
      const file = libraryFiles[name];
      if (file === undefined) loaded.set(name, load(name));
      else for (const [part, value] of Object.entries(run(file, ''))) loaded.set(part, value);
    } finally {
      setFlags('ours');
    }
  }
  return loaded.get(name);
}

function setFlags(which: 'usual' | 'ours'): void {
  for (const flag of flags) v8?.setFlagsFromString(`--${flag.name}=${flag[which]}`);
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
