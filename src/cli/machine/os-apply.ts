import type { CommandContext } from '../context.ts';
import { refuseDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import type { MachineChoice } from './find-machine.ts';
import { findMachine } from './find-machine.ts';
import { machineContext } from './machine-context.ts';

/** Arguments and options of `machine os apply`. */
export interface OsApplyOptions extends MachineChoice {
  readonly image: string;
  readonly restart?: true | undefined;
}

/** Puts an image's operating system on a machine. */
export async function run(context: CommandContext, options: OsApplyOptions): Promise<number> {
  refuseDryRun(context, 'selkie machine os apply');
  const machine = machineContext(context, false);
  const { provider, machine: found } = await findMachine(machine, options);
  const isRestarting = options.restart === true;
  await provider.applyOs(machine, found.name, { image: options.image, isRestarting });
  if (!isRestarting) context.streams.stderr.write('It runs from the next start of the machine\n');
  return exitCode.done;
}
