/**
 * Makes the program of this folder start as fast as it can on this machine: snapshots of this Node with the program in them, and
 * `selkie`, which starts them. The build runs this, and so does the package when it is installed. Without it, or where it fails,
 * `selkie` starts main.cjs, and all is slower by a few hundredths of a second.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { valueOptions } from '../cli/first-word.ts';
import { flagsHere } from './late-optimizing.ts';
import { launcherText, markName, snapshotName } from './launcher.ts';
import { beforeRehearsals, rehearsals } from './rehearsal.ts';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';

type Snapshot = keyof typeof rehearsals;

/** What each snapshot is made of, in chunks/. */
declare const snapshotFiles: Readonly<Record<Snapshot, string>>;
/** The commands that it has. */
declare const snapshotCommands: Readonly<Record<Snapshot, readonly string[]>>;

/**
 * V8's flags of the snapshots, and of every process that begins with one. Hashes of names keep the seed that was drawn when the
 * snapshot was made: drawing another takes a tenth of the time that Node takes to start.
 */
const flags = ['--no-rehash-snapshot', ...flagsHere.map(({ name, ours }) => `--${name}=${ours}`)];

// A shell starts the snapshots, and Windows has none.
if (process.platform !== 'win32') await install(import.meta.dirname);

async function install(folder: string): Promise<void> {
  try {
    await makeSnapshots(folder);
  } catch (error) {
    process.stderr.write(`no snapshot was made, so selkie starts slower: ${problemOf(error)}\n`);
  }
  const launch = { folder, node: process.execPath, flags, snapshots: snapshotCommands, valueOptions };
  // Not written in place: a shell that runs it would read on in the new one.
  replace(join(folder, 'selkie'), launcherText(launch));
}

async function makeSnapshots(folder: string): Promise<void> {
  const mark = join(folder, markName);
  rmSync(mark, { force: true });
  const stage = await openStage();
  try {
    await stage.run(['--', join(folder, 'main.cjs'), ...stage.projectOptions, ...beforeRehearsals]);
    // One after the other: the next finds what the one before has left.
    for (const snapshot of Object.keys(rehearsals).filter(isSnapshot)) await make(folder, snapshot, stage);
  } finally {
    stage.close();
  }
  // With the time of that Node, by which the shell knows it again: to the nanosecond, which Node itself cannot write.
  const { status, error, stderr } = spawnSync('touch', ['-r', process.execPath, mark], { encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(stderr);
}

async function make(folder: string, snapshot: Snapshot, stage: Stage): Promise<void> {
  const file = join(folder, snapshotName(snapshot));
  const unfinished = `${file}.${process.pid}`;
  const script = join(folder, 'chunks', snapshotFiles[snapshot]);
  const lines = rehearsals[snapshot].map((argv) => [...stage.projectOptions, ...argv]);
  try {
    await stage.run([...flags, '--snapshot-blob', unfinished, '--build-snapshot', script], {
      SELKIE_REHEARSE: JSON.stringify(lines),
    });
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** The line that says it: the command line and Node's own warnings stand around it. */
function problemOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  const line = lines.find(
    (text) => /^\W*(?:\w*error|fatal)|failed:/iu.test(text) && !text.startsWith('Command'),
  );
  return (line ?? lines[0] ?? '').slice(0, 300);
}

function isSnapshot(name: string): name is Snapshot {
  return Object.hasOwn(rehearsals, name);
}

function replace(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, text);
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, path);
}
