import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { startInTime } from '../../machine/start-in-time.ts';
import type { CommandContext } from '../context.ts';
import { refuseDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import type { ResultOptions } from './describe.ts';
import { showDone, tellRunning } from './describe.ts';
import type { MachineChoice } from './find-machine.ts';
import { findMachine } from './find-machine.ts';
import { machineContext } from './machine-context.ts';

/** Options of `machine start` and `machine restart`. */
export interface StartOptions extends MachineChoice, ResultOptions {
  readonly yes?: true | undefined;
  /** Seconds. */
  readonly timeout?: string | undefined;
}

/** Boots a machine; with `isAnew`, after stopping it. */
export async function run(context: CommandContext, options: StartOptions, isAnew = false): Promise<number> {
  refuseDryRun(context, `selkie machine ${isAnew ? 'restart' : 'start'}`);
  const machine = machineContext(context, options.yes === true);
  const { provider, machine: found } = await findMachine(machine, options);
  if (isAnew && found.state !== 'stopped') await provider.stop(machine, found.name);
  tellRunning(context, found.name, await startInTime(machine, provider, found.name, limitOf(options)));
  await showDone(context, provider, found.name, options);
  return exitCode.done;
}

function limitOf({ timeout }: StartOptions): number | undefined {
  if (timeout === undefined) return undefined;
  const seconds = Number(timeout);
  if (seconds > 0 && seconds < 1e6) return seconds * 1000;
  throw new ToolError(
    diagnose('machine/bad-setting', { option: '--timeout', text: timeout, wanted: 'number of seconds' }),
  );
}
