// `npm run check`: everything that can be said of the sources without an engine. Plain Node, so that it can install first.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureDependencies, root } from './lib/ensure-deps.mjs';

ensureDependencies();

const bin = (name) => join(root, 'node_modules', '.bin', name);

// The build comes first: it makes the validator that the sources import, and the files that publint looks at.
const build = await run('build', process.execPath, ['--import', 'tsx', 'scripts/build.ts']);
if (build.ok) {
  await allOf(
    [
      ['types', bin('tsc'), ['-p', '.', '--pretty', 'false']],
      ['lint', bin('eslint'), ['.', '--max-warnings', '0']],
    ],
    [
      ['format', bin('prettier'), ['--check', '--cache', '--log-level', 'warn', '.']],
      ['unused', bin('knip'), ['--no-progress']],
      ['rules', bin('vitest'), ['run', '--project', 'unit', '--reporter', 'agent', 'test/meta']],
      ['package', bin('publint'), ['--strict', '--pack', 'false']],
    ],
  );
}

/** Lanes run side by side, the checks of a lane one after the other: type-aware tools are large, and machines are not. */
async function allOf(...lanes) {
  await Promise.all(
    lanes.map(async (lane) => {
      for (const [name, command, args] of lane) await run(name, command, args);
    }),
  );
}

/** Runs one check; its output is shown only when it fails. */
async function run(name, command, args) {
  const startedMs = performance.now();
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  const status = await new Promise((resolve) => {
    child.on('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      resolve(1);
    });
    child.on('close', resolve);
  });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const ok = status === 0;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${seconds} s`);
  if (!ok) {
    console.log(Buffer.concat(chunks).toString().trimEnd().replace(/^/gm, '       '));
    process.exitCode = 1;
  }
  return { ok };
}
