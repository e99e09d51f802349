import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { planPause, planUnpause } from '../../planner/pause-plan.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { carryOut, lookAt } from '../lifecycle.ts';
import type { PauseOptions } from './pause-command.ts';

/** `selkie pause` */
export function pause(context: CommandContext, options: PauseOptions): Promise<number> {
  return run(context, options, 'pause', planPause);
}

/** `selkie unpause` */
export function unpause(context: CommandContext, options: PauseOptions): Promise<number> {
  return run(context, options, 'unpause', planUnpause);
}

async function run(
  context: CommandContext,
  options: PauseOptions,
  command: string,
  planFor: typeof planPause,
): Promise<number> {
  const situation = await lookAt(context, options.targets);
  const { value: plan, diagnostics } = planFor(situation.name, situation.observed, {
    services: situation.services,
    areNamed: options.targets.length > 0,
  });
  context.report(diagnostics);
  if (plan === undefined) return exitCode.failed;
  const status = await carryOut(context, situation, { command, plan }, options);
  return hasErrors(diagnostics) ? exitCode.failed : status;
}
