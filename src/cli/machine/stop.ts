import { requireName } from '../../machine/check-request.ts';
import { providerNamed } from '../../machine/providers.ts';
import type { CommandContext } from '../context.ts';
import { refuseDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import { machineContext } from './machine-context.ts';

/** Stops a machine. */
export async function run(context: CommandContext, options: { readonly name: string }): Promise<number> {
  refuseDryRun(context, 'selkie machine stop');
  await providerNamed('rootfs').stop(machineContext(context, false), requireName(options.name));
  return exitCode.done;
}
