import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { planDown } from '../../planner/teardown.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import type { Situation } from '../lifecycle.ts';
import { lookAt } from '../lifecycle.ts';
import { observeProject } from '../observe-project.ts';
import { runPlan } from '../run-plan.ts';
import type { WaitOptions } from './wait-command.ts';

/** `selkie wait` */
export async function run(context: CommandContext, options: WaitOptions): Promise<number> {
  const situation = await lookAt(context, options.targets);
  const { name, engine, observed, services } = situation;
  const ids = observed.containers
    .filter(({ service, state }) => services.has(service ?? '') && !neverStarted.has(state))
    .map(({ id }) => id);
  if (ids.length === 0) throw new ToolError(diagnose('cli/none-to-wait-for', { project: name }));
  const { waitForExits } = await import('../../executor/wait-exit.ts');
  let status: number = exitCode.done;
  const tools = { client: engine.client, clock: context.host.clock, project: name };
  for await (const exit of waitForExits(ids, tools, context.signal)) {
    if (exit.exitCode === undefined) continue;
    status = exit.exitCode;
    context.streams.stdout.write(`container "${exit.id}" exited with status code ${exit.exitCode}\n`);
  }
  if (options.downProject !== true) return status;
  const down = await takeDown(context, situation);
  return down === exitCode.done ? status : down;
}

const neverStarted: ReadonlySet<string> = new Set(['created', 'initialized']);

async function takeDown(context: CommandContext, { name, project, engine }: Situation): Promise<number> {
  const observed = await observeProject(engine, { name, project }, context.signal, { withImages: false });
  const plan = planDown(name, observed, {
    services: [],
    volumes: false,
    images: [],
    graceMs: undefined,
    project,
  });
  return runPlan(context, { title: 'down', plan, engine, project });
}
