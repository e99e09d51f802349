import { requireName } from '../../machine/check-request.ts';
import { providerNamed } from '../../machine/providers.ts';
import type { CommandContext } from '../context.ts';
import { refuseDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import { machineContext } from './machine-context.ts';
import { tellRunning } from './tell-running.ts';

/** Boots a machine. */
export async function run(
  context: CommandContext,
  options: { readonly name: string; readonly yes?: true | undefined },
): Promise<number> {
  refuseDryRun(context, 'selkie machine start');
  const name = requireName(options.name);
  const machine = machineContext(context, options.yes === true);
  tellRunning(context, name, await providerNamed('rootfs').start(machine, name));
  return exitCode.done;
}
