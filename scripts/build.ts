import { spawn } from 'node:child_process';
import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import { build } from 'esbuild';
import { lazyBuiltins } from './bundle/lazy-builtins.ts';
import { apart, libraries, librarySource } from './bundle/libraries.ts';
import { commandsOfSnapshots, onlyCommands, ownPrograms } from './bundle/own-programs.ts';

/**
 * Makes dist/: the program as one CommonJS file that dist/main.cjs starts, dist/selkie that starts it or a snapshot of it, the
 * library as ES modules, and the types.
 * `--bundle-only` leaves the types out.
 */
const root = join(import.meta.dirname, '..');
const out = join(root, 'dist');
const startedMs = performance.now();
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  legalComments: 'none',
  sourcemap: 'linked',
  sourcesContent: false,
  // usb has native parts, which are looked up beside its own files.
  external: ['usb'],
  logLevel: 'warning',
} satisfies BuildOptions;

/** dist/selkie as the package has it; install.ts replaces it where a shell can do better. */
const portableStart = "#!/usr/bin/env -S node --\nimport './main.cjs';\n";

/** What start/start.ts runs: one function, as V8 keeps the compiled code of one script. */
const script = {
  ...shared,
  outdir: 'dist/chunks',
  entryNames: '[name]-[hash]',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  metafile: true,
  // Every command reads the file whole. A bug report has the places in the sources (host/source-stack.ts).
  minify: true,
  banner: { js: '(function (require, module, optimizeLater) {' },
  footer: { js: '})' },
} satisfies BuildOptions;

const { buildValidator } = await import('./build-validator.ts');
await buildValidator();
const types = process.argv.includes('--bundle-only') ? undefined : emitTypes();
await bundle();
console.error(`bundled in ${Math.round(performance.now() - startedMs)} ms`);
if ((await types) === false) process.exitCode = 1;

async function bundle(): Promise<void> {
  const [library, program, own, parts] = await Promise.all([
    bundleLibrary(),
    bundleProgram('program', []),
    Promise.all(ownPrograms.map((command) => bundleProgram(command, [onlyCommands([command])]))),
    Promise.all(Object.keys(libraries).map(bundleApart)),
  ]);
  const ownFiles = new Map(ownPrograms.map((command, at) => [command, scriptIn(own[at] ?? {})]));
  const partFiles = new Map(
    parts.flatMap(({ names, outputs }) => names.map((name) => [name, scriptIn(outputs)])),
  );
  await bundleStart(scriptIn(program), Object.fromEntries(ownFiles), Object.fromEntries(partFiles));
  await chmod(join(out, 'main.cjs'), 0o755);
  await writeFile(join(out, 'selkie'), portableStart, { mode: 0o755 });
  const snapshots = await Promise.all(
    Object.entries(commandsOfSnapshots).map(async ([name, commands]) => ({
      name,
      outputs: await bundleSnapshot(name, Object.fromEntries(partFiles), commands),
    })),
  );
  await bundleInstall(Object.fromEntries(snapshots.map(({ name, outputs }) => [name, scriptIn(outputs)])));
  await import(pathToFileURL(join(out, 'install.js')).href);
  const outputs = [library, program, ...own, ...[...snapshots, ...parts].map((part) => part.outputs)];
  const wanted = outputs.flatMap(Object.keys).map((path) => join(root, path));
  await removeOthers(join(out, 'chunks'), new Set(wanted));
}

/** The stages for other programs: ES modules, with one chunk for each lazy import. */
async function bundleLibrary(): Promise<Metafile['outputs']> {
  const { metafile } = await build({
    ...shared,
    entryPoints: { index: 'src/index.ts' },
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    format: 'esm',
    metafile: true,
    // Dependencies that are CommonJS call require() for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  return metafile.outputs;
}

/** The program; lazy imports in it stay lazy. */
async function bundleProgram(name: string, plugins: readonly Plugin[]): Promise<Metafile['outputs']> {
  const { metafile } = await build({
    ...script,
    entryPoints: { [name]: 'src/main.ts' },
    // import() of what is not in the bundle becomes require().
    supported: { 'dynamic-import': false },
    plugins: [apart(), lazyBuiltins, ...plugins],
  });
  return metafile.outputs;
}

/** One of the libraries that the program asks for. */
async function bundleApart(
  library: string,
): Promise<{ names: readonly string[]; outputs: Metafile['outputs'] }> {
  const names = libraries[library] ?? [];
  const { metafile } = await build({
    ...script,
    entryPoints: { [library]: 'library' },
    banner: { js: '(function (require, module) { const { exports } = module;' },
    plugins: [lazyBuiltins, entryText(librarySource(names))],
  });
  return { names, outputs: metafile.outputs };
}

/** An entry point that is no file. */
function entryText(contents: string): Plugin {
  return {
    name: 'entry-text',
    setup(building) {
      building.onResolve({ filter: /^library$/ }, ({ kind, path }) =>
        kind === 'entry-point' ? { path, namespace: 'entry-text' } : undefined,
      );
      building.onLoad({ filter: /./, namespace: 'entry-text' }, () => ({ contents, resolveDir: root }));
    },
  };
}

function scriptIn(outputs: Metafile['outputs']): string {
  const file = Object.keys(outputs).find((path) => path.endsWith('.cjs'));
  if (file === undefined) throw new Error('there is no script among what was bundled');
  return basename(file);
}

async function bundleStart(
  programFile: string,
  ownFiles: Readonly<Record<string, string>>,
  libraryFiles: Readonly<Record<string, string>>,
): Promise<void> {
  const commands = (await readdir(join(root, 'src', 'cli', 'commands')))
    .map((name) => /^(.+)-command\.ts$/u.exec(name)?.[1])
    .filter((name) => name !== undefined)
    .sort();
  await build({
    ...shared,
    entryPoints: { main: 'src/start/start.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    banner: { js: '#!/usr/bin/env -S node --' },
    define: {
      programFile: JSON.stringify(programFile),
      ownPrograms: JSON.stringify(ownFiles),
      libraryFiles: JSON.stringify(libraryFiles),
      commandWords: JSON.stringify(commands),
    },
  });
}

/** What a snapshot is made of: the program of some commands. */
async function bundleSnapshot(
  name: string,
  libraryFiles: Readonly<Record<string, string>>,
  commands: readonly string[],
): Promise<Metafile['outputs']> {
  const { metafile } = await build({
    ...script,
    entryPoints: { [`snapshot-${name}`]: 'src/start/snapshot.ts' },
    supported: { 'dynamic-import': false },
    banner: { js: 'const builtin = require, libraries = {}; ((require) => {' },
    footer: { js: '})((name) => (libraries.load ?? builtin)(name));' },
    define: { libraryFiles: JSON.stringify(libraryFiles) },
    // What the rehearsals use is in it.
    plugins: [apart(['p-queue']), lazyBuiltins, onlyCommands(commands)],
  });
  return metafile.outputs;
}

async function bundleInstall(snapshotFiles: Readonly<Record<string, string>>): Promise<void> {
  await build({
    ...shared,
    entryPoints: { install: 'src/start/install.ts' },
    outdir: 'dist',
    format: 'esm',
    define: {
      snapshotCommands: JSON.stringify(commandsOfSnapshots),
      snapshotFiles: JSON.stringify(snapshotFiles),
    },
  });
}

/** Chunks of earlier builds go only now, so that a program that runs meanwhile finds what it imports for most of the time. */
async function removeOthers(folder: string, wanted: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (!wanted.has(path)) await rm(path);
  }
}

/** False when the sources do not type-check; the compiler has said why. */
async function emitTypes(): Promise<boolean> {
  await rm(join(out, 'types'), { recursive: true, force: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const child = spawn(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--pretty', 'false'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return status === 0;
}
