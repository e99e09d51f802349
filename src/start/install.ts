/**
 * Makes the program of this folder start as fast as it can on this machine: a snapshot of this Node with the program in it, and
 * `selkie`, which starts it. The build runs this, and so does the package when it is installed. Without it, or where it fails,
 * `selkie` starts main.cjs, and all is slower by a few hundredths of a second.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { valueOptions } from '../cli/first-word.ts';
import { flagsHere } from './late-optimizing.ts';
import { launcherText, names } from './launcher.ts';
import { rehearsalFiles, rehearsalLines } from './rehearsal.ts';

/** What the snapshot is made of, in chunks/. */
declare const snapshotFile: string;
/** The commands that it has. */
declare const snapshotCommands: readonly string[];

/**
 * V8's flags of the snapshot, and of every process that begins with it. Hashes of names keep the seed that was drawn when the
 * snapshot was made: drawing another takes a tenth of the time that Node takes to start.
 */
const flags = ['--no-rehash-snapshot', ...flagsHere.map(({ name, ours }) => `--${name}=${ours}`)];

// A shell starts the snapshot, and Windows has none.
if (process.platform !== 'win32') install(import.meta.dirname);

function install(folder: string): void {
  const problem = makeSnapshot(folder);
  if (problem !== undefined)
    process.stderr.write(`no snapshot was made, so selkie starts slower: ${problem}\n`);
  const launch = { folder, node: process.execPath, flags, commands: snapshotCommands, valueOptions };
  // Not written in place: a shell that runs it would read on in the new one.
  replace(join(folder, 'selkie'), launcherText(launch));
}

/** Gives what went wrong. */
function makeSnapshot(folder: string): string | undefined {
  const snapshot = join(folder, names.snapshot);
  const mark = join(folder, names.mark);
  const unfinished = `${snapshot}.${process.pid}`;
  rmSync(mark, { force: true });
  const project = mkdtempSync(join(tmpdir(), 'selkie-rehearsal-'));
  try {
    for (const [name, text] of Object.entries(rehearsalFiles)) writeFileSync(join(project, name), text);
    const lines = JSON.stringify(rehearsalLines.map((argv) => ['--project-directory', project, ...argv]));
    const { status, error, stderr } = spawnSync(
      process.execPath,
      [...flags, '--snapshot-blob', unfinished, '--build-snapshot', join(folder, 'chunks', snapshotFile)],
      {
        cwd: project,
        env: { PATH: process.env['PATH'], HOME: project, SELKIE_REHEARSE: lines },
        encoding: 'utf8',
      },
    );
    if (status !== 0) return error?.message ?? (stderr.trim() || `node exited with ${String(status)}`);
    renameSync(unfinished, snapshot);
    // With the time of that Node, by which the shell knows it again.
    const touched = spawnSync('touch', ['-r', process.execPath, mark], { encoding: 'utf8' });
    return touched.status === 0 ? undefined : (touched.error?.message ?? touched.stderr);
  } catch (error) {
    return String(error);
  } finally {
    rmSync(project, { recursive: true, force: true });
    rmSync(unfinished, { force: true });
  }
}

function replace(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, text);
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, path);
}
