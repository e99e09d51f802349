import { startInTime } from '../../machine/start-in-time.ts';
import type { CommandContext } from '../context.ts';
import { refuseDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import { tellRunning } from './describe.ts';
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
  const { name } = found;
  await provider.applyOs(machine, name, options.image);
  if (options.restart === true) {
    await provider.stop(machine, name);
    tellRunning(context, name, await startInTime(machine, provider, name));
  } else {
    context.streams.stderr.write('It runs from the next start of the machine\n');
  }
  return exitCode.done;
}
