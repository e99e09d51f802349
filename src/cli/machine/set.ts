import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { carryOut, planMachine } from '../../machine/apply.ts';
import { noSettings } from '../../machine/machine.ts';
import type { CommandContext } from '../context.ts';
import { refuseDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import type { ResultOptions } from './describe.ts';
import { showDone } from './describe.ts';
import type { MachineChoice } from './find-machine.ts';
import { findMachine } from './find-machine.ts';
import { machineContext } from './machine-context.ts';
import type { SettingOptions } from './written-settings.ts';
import { wanted, writtenSettings } from './written-settings.ts';

/** Arguments and options of `machine set`. */
export type SetOptions = MachineChoice & SettingOptions & ResultOptions;

/** Changes settings of a machine without stopping it: one that must be is refused. */
export async function run(context: CommandContext, options: SetOptions): Promise<number> {
  refuseDryRun(context, 'selkie machine set');
  const machine = machineContext(context, false);
  const { provider, machine: found } = await findMachine(machine, options);
  const { name } = found;
  const planned = await planMachine(machine, provider, {
    name,
    wanted: await wanted(context, machine, writtenSettings(options, noSettings)),
    isStarting: false,
    mayRecreate: false,
    unsupported: 'refuse',
  });
  context.report(planned.diagnostics);
  const stop = planned.steps.find(({ kind }) => kind === 'stop');
  if (stop !== undefined) {
    throw new ToolError(diagnose('machine/needs-stop', { name, differences: stop.because }));
  }
  await carryOut(machine, planned);
  if (planned.steps.length === 0) context.streams.stderr.write(`Machine ${name} is so already\n`);
  await showDone(context, provider, name, options);
  return exitCode.done;
}
