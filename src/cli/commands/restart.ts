import { planRestart } from '../../planner/restart-plan.ts';
import type { CommandContext } from '../context.ts';
import { carryOut, lookAt } from '../lifecycle.ts';
import { inMs } from '../stop-timeout.ts';
import type { RestartOptions } from './restart-command.ts';

/** `selkie restart` */
export async function run(context: CommandContext, options: RestartOptions): Promise<number> {
  const situation = await lookAt(context, options.targets);
  const plan = planRestart(situation.name, situation.observed, {
    graph: situation.graph,
    services: situation.services,
    withDependents: options.withoutDeps !== true,
    graceMs: inMs(options.timeout),
  });
  return carryOut(context, situation, { command: 'restart', plan }, options);
}
