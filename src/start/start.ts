/**
 * The file that is run: starts the program with the code that V8 made of it the last time, because compiling it takes
 * longer than most commands do. Node 22 can do the same for every module; this also works on Node 20, and for one file.
 */
import { join } from 'node:path';
import type * as V8 from 'node:v8';
import { firstWord } from '../cli/first-word.ts';
import { compileKept } from './kept-code.ts';
import { flagsHere } from './late-optimizing.ts';

/** The bundle of main.ts beside this file; its name changes with its content. */
declare const programFile: string;
/** The same for commands that have a smaller one of their own. */
declare const ownPrograms: Readonly<Record<string, string>>;
/** Libraries in files of their own: the name that is required → the file, whose exports are such names again. */
declare const libraryFiles: Readonly<Record<string, string>>;
/** Every command runs other functions, so each has compiled code of its own. */
declare const commandWords: readonly string[];

/** Takes longer to load than many a command runs, so only once flags are set. */
let v8: typeof V8 | undefined;
const load: (name: string) => unknown = require;
const loaded = new Map<string, unknown>();

const argv = process.argv.slice(2);
const word = argv.find((argument) => commandWords.includes(argument)) ?? 'none';
run(programOf(firstWord(argv)) ?? programFile, `-${word}`);

function programOf(command: string | undefined): string | undefined {
  return command !== undefined && Object.hasOwn(ownPrograms, command) ? ownPrograms[command] : undefined;
}

/** Runs one of the build's files with the code that was kept of it, and gives what it exports. */
function run(file: string, purpose: string): Readonly<Record<string, unknown>> {
  const path = join(__dirname, 'chunks', file);
  const module = { exports: {} };
  compileKept({ path, purpose }, () => {
    setFlags('usual');
  })(requireAsUsual, module, optimizeLater);
  return module.exports;
}

function optimizeLater(): void {
  if (flagsHere.length === 0) return;
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
  for (const flag of flagsHere) v8?.setFlagsFromString(`--${flag.name}=${flag[which]}`);
}
