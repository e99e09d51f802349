import { planStart } from '../../planner/start-plan.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import type { Situation } from '../lifecycle.ts';
import { carryOut, lookAt } from '../lifecycle.ts';
import { inMs } from '../stop-timeout.ts';
import type { StartOptions } from './start-command.ts';

/** `selkie start` */
export async function run(context: CommandContext, options: StartOptions): Promise<number> {
  const situation = await lookAt(context, options.targets);
  // Under systemd there are no containers to plan with until they run.
  if (!context.globals.isDryRun) {
    const { routeToSystemd } = await import('../systemd/owned.ts');
    const status = await routeToSystemd(context, situation, 'start', situation.services);
    if (status !== undefined) return status;
  }
  const replan = ({ name, observed, graph }: Situation) => {
    const { value, diagnostics } = planStart(name, observed, {
      graph,
      services: options.targets,
      wait: options.wait === true ? { timeoutMs: inMs(options.waitTimeout) } : undefined,
    });
    context.report(diagnostics);
    return value;
  };
  const plan = replan(situation);
  if (plan === undefined) return exitCode.failed;
  return carryOut(context, situation, { command: 'start', plan, replan }, options);
}
