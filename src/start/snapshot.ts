/**
 * What a snapshot of Node is made of: the program with all its modules loaded and what it compiled for a few command lines.
 * A process that begins with the snapshot begins here, with nothing to load.
 */
import { dirname, join } from 'node:path';
import { queryObjects, startupSnapshot } from 'node:v8';
import { rehearse, runProcess } from '../run-process.ts';
import { compileKept } from './kept-code.ts';

/** The libraries in files of their own; see start.ts. */
declare const libraryFiles: Readonly<Record<string, string>>;
/** What the program's require() asks first; the build puts it around the program. */
declare const libraries: { load?: (name: string) => unknown };
/** Node's own modules. A snapshot has no others. */
declare const builtin: (name: string) => unknown;

const loaded = new Map<string, unknown>();
libraries.load = loadLibrary;

startupSnapshot.setDeserializeMainFunction(() => {
  // There is no script, so arguments begin right after the program.
  void runProcess(process.argv.slice(1));
});
void rehearseAll();

function loadLibrary(name: string): unknown {
  const file = libraryFiles[name];
  if (file === undefined) return builtin(name);
  // Code that is to be kept cannot be compiled while a snapshot is made.
  if (startupSnapshot.isBuildingSnapshot()) throw new Error(`a rehearsal loads ${name}`);
  if (!loaded.has(name)) {
    const module: { exports: Readonly<Record<string, unknown>> } = { exports: {} };
    const none = () => undefined;
    // The flags are others than those that the same library is kept under for start.ts.
    compileKept({ path: join(chunks(), file), purpose: '-snapshot' }, none)(builtin, module, none);
    for (const [part, value] of Object.entries(module.exports)) loaded.set(part, value);
  }
  return loaded.get(name);
}

/** Beside the snapshot: where it was made may be somewhere else. */
function chunks(): string {
  const { execArgv } = process;
  return join(dirname(execArgv[execArgv.indexOf('--snapshot-blob') + 1] ?? ''), 'chunks');
}

/** Functions that have run are compiled, and the snapshot has them compiled. `install.ts` names the command lines. */
async function rehearseAll(): Promise<void> {
  const commandLines: readonly (readonly string[])[] = JSON.parse(
    process.env['SELKIE_REHEARSE'] ?? '[]',
  ) as string[][];
  const takeAway = lendMissing();
  for (const argv of commandLines) await rehearse(argv);
  takeAway();
  await forget();
}

/**
 * Collects what is no longer used, and lets registries hear of it: a snapshot cannot hold one that is still to hear of
 * something, as those of abort signals would be.
 */
async function forget(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    // What it finds does not matter: before looking it collects garbage.
    queryObjects(WeakRef, { format: 'count' });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** While Node 20 makes a snapshot its arrays lack what the language has had last; what begins with the snapshot has it again. */
function lendMissing(): () => void {
  const lent = {
    toSorted(this: readonly unknown[], compare?: (a: unknown, b: unknown) => number) {
      return [...this].sort(compare);
    },
    toReversed(this: readonly unknown[]) {
      return [...this].reverse();
    },
    toSpliced(this: readonly unknown[], start: number, count: number, ...items: readonly unknown[]) {
      return [...this.slice(0, start), ...items, ...this.slice(start + count)];
    },
    with(this: readonly unknown[], index: number, value: unknown) {
      return this.map((item, at) => (at === index ? value : item));
    },
  };
  const missing = Object.entries(lent).filter(([name]) => !Object.hasOwn(Array.prototype, name));
  for (const [name, value] of missing) {
    Object.defineProperty(Array.prototype, name, { value, configurable: true });
  }
  return () => {
    for (const [name] of missing) Reflect.deleteProperty(Array.prototype, name);
  };
}
