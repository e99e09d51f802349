import { planRestart } from '../../planner/restart-plan.ts';
import type { CommandContext } from '../context.ts';
import type { Situation } from '../lifecycle.ts';
import { carryOut, lookAt } from '../lifecycle.ts';
import { inMs } from '../stop-timeout.ts';
import type { RestartOptions } from './restart-command.ts';

/** `selkie restart` */
export async function run(context: CommandContext, options: RestartOptions): Promise<number> {
  const situation = await lookAt(context, options.targets);
  const replan = ({ name, observed, graph, services }: Situation) =>
    planRestart(name, observed, {
      graph,
      services,
      withDependents: options.withoutDeps !== true,
      graceMs: inMs(options.timeout),
    });
  return carryOut(context, situation, { command: 'restart', plan: replan(situation), replan }, options);
}
