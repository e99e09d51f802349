import { requireName } from '../../machine/check-request.ts';
import { providerNamed } from '../../machine/providers.ts';
import type { CommandContext } from '../context.ts';
import { refuseDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import { machineContext } from './machine-context.ts';

/** Removes a machine. */
export async function run(
  context: CommandContext,
  options: { readonly name: string; readonly force?: true | undefined; readonly prune?: true | undefined },
): Promise<number> {
  refuseDryRun(context, 'selkie machine rm');
  const machine = machineContext(context, false);
  await providerNamed('rootfs').remove(machine, requireName(options.name), {
    isForced: options.force === true,
    isPruning: options.prune === true,
  });
  return exitCode.done;
}
