import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { MachineRun } from '../machine-spec.ts';
import type { CopyRequest, MachineContext } from '../provider.ts';
import type { MachinePaths } from '../state-dir.ts';
import { enterCommand } from './enter.ts';
import { removeTree } from './remove-tree.ts';

/**
 * Copies between the host and a running machine, as `cp -a` does. The way leads over a folder of the machine's root that both
 * sides see: a path in the machine is resolved by the machine, whose links are not the host's.
 */
export async function copyFiles(
  context: MachineContext,
  run: MachineRun,
  { name, from, to }: CopyRequest,
  paths: MachinePaths,
): Promise<void> {
  const { host, signal } = context;
  const inside = `/var/tmp/selkie-cp-${run.pid}-${host.clock.now()}`;
  const outside = `${paths.root}${inside}`;
  const here = async (...words: readonly string[]) => perform('cp', words);
  const there = async (...words: readonly string[]) => {
    const entered = enterCommand(run, ['cp', ...words]);
    await perform(entered.command, entered.args);
  };
  const perform = async (command: string, args: readonly string[]) => {
    const { exitCode, stderr } = await host.processes.run(command, args, { signal });
    if (exitCode === 0) return;
    const cause = stderr.trim().split('\n').at(-1) ?? '';
    throw new ToolError(diagnose('machine/copy-refused', { name, cause: cause.replace(/^cp: /u, '') }));
  };
  const step = (isInMachine: boolean) => (isInMachine ? there : here);
  const base = from.path.replace(/\/+$/u, '').split('/').at(-1) ?? '';
  await host.files.makeDir(outside, { mode: 0o700 });
  try {
    const landing = (isInMachine: boolean) => (isInMachine ? inside : outside);
    await step(from.isInMachine)('-a', '--', from.path, landing(from.isInMachine));
    await step(to.isInMachine)('-a', '--', `${landing(to.isInMachine)}/${base}`, to.path);
  } finally {
    await removeTree(host, outside, signal);
  }
}
