import type { MachineRun } from '../../machine/machine-spec.ts';
import type { CommandContext } from '../context.ts';

/** Says on stderr where the engine of a machine answers. */
export function tellRunning({ streams, globals }: CommandContext, name: string, run: MachineRun): void {
  if (globals.progress === 'quiet' || globals.progress === 'json') return;
  streams.stderr.write(`Machine ${name} is running: unix://${run.socket}\n`);
}
