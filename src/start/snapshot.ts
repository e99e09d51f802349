/**
 * What a snapshot of Node is made of: the program with all its modules loaded and what it compiled for a few command lines.
 * A process that begins with the snapshot begins here, with nothing to load.
 */
import { join } from 'node:path';
import { startupSnapshot } from 'node:v8';
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
  if (!loaded.has(name)) {
    const module: { exports: Readonly<Record<string, unknown>> } = { exports: {} };
    const none = () => undefined;
    // The flags are others than those that the same library is kept under for start.ts.
    compileKept({ path: join(__dirname, file), purpose: '-snapshot' }, none)(builtin, module, none);
    for (const [part, value] of Object.entries(module.exports)) loaded.set(part, value);
  }
  return loaded.get(name);
}

/** Functions that have run are compiled, and the snapshot has them compiled. The build names the command lines. */
async function rehearseAll(): Promise<void> {
  const commandLines: readonly (readonly string[])[] = JSON.parse(
    process.env['SELKIE_REHEARSE'] ?? '[]',
  ) as string[][];
  for (const argv of commandLines) await rehearse(argv);
}
