import { basename } from 'node:path';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import type { MachinePaths, PristinePaths } from '../state-dir.ts';
import { endedByFullDisk, requireSpace } from './disk-space.ts';
import { lastLine } from './host-tools.ts';
import { removeTree } from './remove-tree.ts';

const neededBytes = 800_000_000;

const removalMs = 60_000;

/**
 * Copies a pristine root into a machine's, in place of what is there; the blocks are shared where the file system can. When it
 * fails, nothing of the copy is left, nor a folder that is no machine's yet.
 */
export async function copyRoot(
  host: Host,
  from: PristinePaths,
  to: MachinePaths,
  signal: AbortSignal,
): Promise<void> {
  await removeTree(host, to.root, signal);
  await host.files.makeDir(to.dir, { mode: 0o700 });
  try {
    await requireSpace(host, to.dir, neededBytes, signal);
    await copy(host, from.root, to, signal);
  } catch (error) {
    const isMachine = (await host.files.stat(to.record)) !== undefined;
    await removeTree(host, isMachine ? to.root : to.dir, AbortSignal.timeout(removalMs));
    throw error;
  }
}

/** Puts a pristine root's files over a machine's; what is only in the machine stays. */
export async function mendRoot(
  host: Host,
  from: PristinePaths,
  to: MachinePaths,
  signal: AbortSignal,
): Promise<void> {
  await requireSpace(host, to.dir, neededBytes, signal);
  await host.files.write(to.mending, '');
  await copy(host, `${from.root}/.`, to, signal);
  await host.files.remove(to.mending);
}

/** The copying ends with us: a killed Selkie leaves no process that still writes. */
async function copy(
  host: Host,
  from: string,
  { dir, root }: MachinePaths,
  signal: AbortSignal,
): Promise<void> {
  const { exitCode, stderr } = await host.processes.run(
    'setpriv',
    ['--pdeathsig', 'KILL', 'cp', '--archive', '--reflink=auto', '--remove-destination', from, root],
    { signal },
  );
  if (exitCode === 0) return;
  const full = await endedByFullDisk(host, root, neededBytes, stderr);
  if (full !== undefined) throw full;
  const cause = lastLine(stderr) ?? `cp ended with status ${exitCode}`;
  // Nodes of devices are for those who may boot it, too.
  if (/Operation not permitted/u.test(cause)) {
    throw new ToolError(diagnose('machine/not-permitted', { name: basename(dir), cause }));
  }
  throw new ToolError(diagnose('machine/copy-failed', { path: root, cause }));
}
