import { spawn } from 'node:child_process';
import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Makes dist/: the program and the library as ES modules, with one chunk for each lazy import, and the types.
 * `--bundle-only` leaves the types out.
 */
const root = join(import.meta.dirname, '..');
const out = join(root, 'dist');
const startedMs = performance.now();

const { buildValidator } = await import('./build-validator.ts');
await buildValidator();
const types = process.argv.includes('--bundle-only') ? undefined : emitTypes();
await bundle();
console.error(`bundled in ${Math.round(performance.now() - startedMs)} ms`);
if ((await types) === false) process.exitCode = 1;

async function bundle(): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/main.ts', index: 'src/index.ts' },
    outdir: 'dist',
    entryNames: '[name]',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // Names and lines stay, so that a stack trace in a bug report can be read.
    minifySyntax: true,
    legalComments: 'none',
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    // usb has native parts, which are looked up beside its own files.
    external: ['usb'],
    // Dependencies that are CommonJS call require() for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  await chmod(join(out, 'main.js'), 0o755);
  const wanted = new Set(Object.keys(metafile.outputs).map((path) => join(root, path)));
  await removeOthers(join(out, 'chunks'), wanted);
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
