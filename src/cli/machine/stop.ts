import type { CommandContext } from '../context.ts';
import { refuseDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import type { ResultOptions } from './describe.ts';
import { showDone } from './describe.ts';
import type { MachineChoice } from './find-machine.ts';
import { findMachine } from './find-machine.ts';
import { machineContext } from './machine-context.ts';

/** Stops a machine. */
export async function run(context: CommandContext, options: MachineChoice & ResultOptions): Promise<number> {
  refuseDryRun(context, 'selkie machine stop');
  const machine = machineContext(context, false);
  const { provider, machine: found } = await findMachine(machine, options);
  await provider.stop(machine, found.name);
  await showDone(context, provider, found.name, options);
  return exitCode.done;
}
