import { planStop } from '../../planner/stop-plan.ts';
import type { CommandContext } from '../context.ts';
import type { Situation } from '../lifecycle.ts';
import { carryOut, lookAt } from '../lifecycle.ts';
import { inMs } from '../stop-timeout.ts';
import type { StopOptions } from './stop-command.ts';

/** `selkie stop` */
export async function run(context: CommandContext, options: StopOptions): Promise<number> {
  const situation = await lookAt(context, options.targets);
  const replan = ({ name, observed, graph, services }: Situation) =>
    planStop(name, observed, {
      graph,
      services,
      graceMs: inMs(options.timeout),
      because: 'a stop was asked for',
    });
  return carryOut(context, situation, { command: 'stop', plan: replan(situation), replan }, options);
}
