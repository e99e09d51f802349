import { diagnose } from '../../diagnostics/diagnostic.ts';
import { planKill } from '../../planner/kill-plan.ts';
import type { CommandContext } from '../context.ts';
import { environmentOf, isTrue } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import type { Situation } from '../lifecycle.ts';
import { carryOut, lookAt } from '../lifecycle.ts';
import type { KillOptions } from './kill-command.ts';

/** `selkie kill` */
export async function run(context: CommandContext, options: KillOptions): Promise<number> {
  const situation = await lookAt(context, options.targets);
  const withOrphans =
    options.removeOrphans ?? isTrue(environmentOf(context, situation.project)['COMPOSE_REMOVE_ORPHANS']);
  const plan = planKill(situation.name, situation.observed, {
    services: withOrphans ? withOrphansOf(situation) : situation.services,
    signal: options.signal,
  });
  if (plan.operations.length === 0 && !context.globals.isDryRun) {
    context.report([diagnose('cli/none-to-kill', {})]);
    return exitCode.done;
  }
  return carryOut(context, situation, { command: 'kill', plan }, options);
}

function withOrphansOf({ services, project, observed }: Situation): ReadonlySet<string> {
  const declared = new Set<string>([
    ...(project?.services.keys() ?? []),
    ...(project?.disabledServices.keys() ?? []),
  ]);
  const all = observed.containers.flatMap(({ service }) => service ?? []);
  return new Set([...services, ...all.filter((service) => !declared.has(service))]);
}
