import { spawn } from 'node:child_process';
import { chmod, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BuildOptions, Metafile } from 'esbuild';
import { build } from 'esbuild';
import { lazyBuiltins } from './bundle/lazy-builtins.ts';

/**
 * Makes dist/: the program as one CommonJS file that dist/main.cjs starts, the library as ES modules, and the types.
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
  // Names and lines stay, so that a stack trace in a bug report can be read.
  minifySyntax: true,
  legalComments: 'none',
  sourcemap: 'linked',
  sourcesContent: false,
  // usb has native parts, which are looked up beside its own files.
  external: ['usb'],
  logLevel: 'warning',
} satisfies BuildOptions;

const { buildValidator } = await import('./build-validator.ts');
await buildValidator();
const types = process.argv.includes('--bundle-only') ? undefined : emitTypes();
await bundle();
console.error(`bundled in ${Math.round(performance.now() - startedMs)} ms`);
if ((await types) === false) process.exitCode = 1;

async function bundle(): Promise<void> {
  const [library, program] = await Promise.all([bundleLibrary(), bundleProgram()]);
  await bundleStart(program);
  await chmod(join(out, 'main.cjs'), 0o755);
  const wanted = [...Object.keys(library), ...Object.keys(program)].map((path) => join(root, path));
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

/** The program as one function: V8 keeps the compiled code of one file, and lazy imports in it stay lazy. */
async function bundleProgram(): Promise<Metafile['outputs']> {
  const { metafile } = await build({
    ...shared,
    entryPoints: { program: 'src/main.ts' },
    outdir: 'dist/chunks',
    entryNames: '[name]-[hash]',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    metafile: true,
    banner: { js: '(function (require, module, optimizeLater) {' },
    footer: { js: '})' },
    // import() of what is not in the bundle becomes require().
    supported: { 'dynamic-import': false },
    plugins: [lazyBuiltins],
  });
  return metafile.outputs;
}

async function bundleStart(program: Metafile['outputs']): Promise<void> {
  const file = Object.keys(program).find((path) => path.endsWith('.cjs'));
  if (file === undefined) throw new Error('the program was not bundled');
  const commands = (await readdir(join(root, 'src', 'cli', 'commands')))
    .map((name) => /^(.+)-command\.ts$/u.exec(name)?.[1])
    .filter((name) => name !== undefined)
    .sort();
  await build({
    ...shared,
    entryPoints: { main: 'src/start.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    define: { programFile: JSON.stringify(basename(file)), commandWords: JSON.stringify(commands) },
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
