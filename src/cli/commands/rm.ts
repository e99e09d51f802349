import { diagnose } from '../../diagnostics/diagnostic.ts';
import { planRemove } from '../../planner/remove-plan.ts';
import { confirm } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import type { Situation } from '../lifecycle.ts';
import { carryOut, lookAt } from '../lifecycle.ts';
import type { RmOptions } from './rm-command.ts';

/** `selkie rm` */
export async function run(context: CommandContext, options: RmOptions): Promise<number> {
  const situation = await lookAt(context, options.targets);
  const replan = ({ name, observed, graph, services }: Situation) =>
    planRemove(name, observed, {
      graph,
      services,
      stopFirst: options.stop === true,
      volumes: options.volumes === true,
    });
  const plan = replan(situation);
  if (context.globals.isDryRun) return carryOut(context, situation, { command: 'rm', plan }, options);
  const names = plan.operations.flatMap((operation) =>
    operation.kind === 'remove-container' ? operation.container.name : [],
  );
  if (names.length === 0) {
    context.report([diagnose('cli/none-stopped', {})]);
    return exitCode.done;
  }
  const announcement = `Going to remove ${names.sort().join(', ')}`;
  if (options.force === true) context.streams.stderr.write(`${announcement}\n`);
  else if (!(await confirm(context, announcement))) {
    context.report([diagnose('cli/not-confirmed', {})]);
    return exitCode.done;
  }
  return carryOut(context, situation, { command: 'rm', plan, replan }, options);
}
