import { ToolError } from '../../diagnostics/tool-error.ts';
import { providerNamed } from '../../machine/providers.ts';
import type { CommandContext } from '../context.ts';
import { refuseDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import type { MachineChoice } from './find-machine.ts';
import { findMachine } from './find-machine.ts';
import { machineContext } from './machine-context.ts';

/** Arguments and options of `machine rm`. */
export interface RemoveOptions extends MachineChoice {
  readonly force?: true | undefined;
  readonly prune?: true | undefined;
}

/** Removes a machine. */
export async function run(context: CommandContext, options: RemoveOptions): Promise<number> {
  refuseDryRun(context, 'selkie machine rm');
  const machine = machineContext(context, false);
  const how = { isForced: options.force === true, isPruning: options.prune === true };
  try {
    const { provider, machine: found } = await findMachine(machine, options);
    await provider.remove(machine, found.name, how);
  } catch (error) {
    if (!(error instanceof ToolError) || context.host.platform !== 'linux') throw error;
    const [first] = error.diagnostics;
    if (first?.code !== 'machine/unknown' || options.provider === 'podman') throw error;
    // What was half made is no machine yet, and can be taken away all the same.
    const { name } = first.args;
    const isHalfMade = await halfMade(context, name);
    if (!isHalfMade) throw error;
    await providerNamed('rootfs').remove(machine, name, how);
  }
  return exitCode.done;
}

async function halfMade(context: CommandContext, name: string): Promise<boolean> {
  const { machinePaths, stateDirOf } = await import('../../machine/state-dir.ts');
  const { parseMachineName } = await import('../../machine/machine-name.ts');
  const parsed = parseMachineName(name);
  if (parsed === undefined) return false;
  const { dir } = machinePaths(stateDirOf(context.host), parsed);
  return (await context.host.files.stat(dir)) !== undefined;
}
