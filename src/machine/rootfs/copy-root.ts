import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import type { MachinePaths, PristinePaths } from '../state-dir.ts';
import { requireSpace } from './disk-space.ts';
import { lastLine } from './host-tools.ts';
import { removeTree } from './remove-tree.ts';

const neededBytes = 800_000_000;

/** Copies a pristine root into a machine's, in place of what is there; the blocks are shared where the file system can. */
export async function copyRoot(
  host: Host,
  from: PristinePaths,
  to: MachinePaths,
  signal: AbortSignal,
): Promise<void> {
  await removeTree(host, to.root, signal);
  await host.files.makeDir(to.dir, { mode: 0o700 });
  await requireSpace(host, to.dir, neededBytes, signal);
  await copy(host, from.root, to.root, signal);
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
  await copy(host, `${from.root}/.`, to.root, signal);
  await host.files.remove(to.mending);
}

/** The copying ends with us: a killed Selkie leaves no process that still writes. */
async function copy(host: Host, from: string, to: string, signal: AbortSignal): Promise<void> {
  const { exitCode, stderr } = await host.processes.run(
    'setpriv',
    ['--pdeathsig', 'KILL', 'cp', '--archive', '--reflink=auto', '--remove-destination', from, to],
    { signal },
  );
  if (exitCode === 0) return;
  const cause = lastLine(stderr) ?? `cp ended with status ${exitCode}`;
  throw new ToolError(diagnose('machine/copy-failed', { path: to, cause }));
}
