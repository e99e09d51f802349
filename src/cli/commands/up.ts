import type { WatchRule } from '../../executor/watch/watch-rule.ts';
import type { Project } from '../../model/project.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { fitMachine } from '../machine/fit-machine.ts';
import { hostPortsOf } from '../machine/host-ports.ts';
import { refuseFormatAlone, showPlan } from '../plan/show-plan.ts';
import { lockFor } from '../project-lock.ts';
import { provide } from '../provided.ts';
import { quietSteps } from '../quiet.ts';
import { runPlan } from '../run-plan.ts';
import type { Selection } from '../select-services.ts';
import { refuseUnknownServices, selectServices } from '../select-services.ts';
import { PartedServers } from '../up/parted-servers.ts';
import { planUp } from '../up/plan-up.ts';
import { refuseConflicts } from '../up/refuse-conflicts.ts';
import type { UpOptions } from './up-command.ts';

/** `selkie up`, and what other commands do by it. */
export async function run(
  context: CommandContext,
  options: UpOptions,
  command: 'up' | 'create' | 'scale' = 'up',
): Promise<number> {
  refuseConflicts(options);
  refuseFormatAlone(context, options);
  const connecting = context.connect();
  // A broken file is reported before an engine that is missing.
  connecting.catch(() => undefined);
  const written = await context.loadProject({ services: options.targets });
  const selection = selectServices(written, options.targets, {
    withDependencies: options.withoutDeps !== true,
  });
  refuseUnknownServices(options.exitCodeFrom === undefined ? [] : [options.exitCodeFrom], written, []);
  const rules = options.watch === true ? await watchRules(context, written, selection) : undefined;
  const engine = await connecting.catch(async (error: unknown) => {
    const { startNeeded } = await import('../machine/start-needed.ts');
    return startNeeded(context, error, { name: written.machine?.name, isYes: options.yes === true });
  });
  const { project: provided, status } = await provide(context, engine, written, selection.selected);
  if (status !== exitCode.done) return status;
  const project = await fitMachine(context, engine, provided, selection.selected);
  const job = { engine, project, selection, options };
  const first = await planUp(context, job);
  if (first.plan === undefined) return first.status;
  if (context.globals.isDryRun) {
    return showPlan(context, { command, plan: first.plan, notes: first.notes }, options);
  }
  const hostPorts = await hostPortsOf(context, engine, project);
  await hostPorts.refuseTaken({ ...first, plan: first.plan });
  const { planned, release, onEvent } = await lockFor(context, {
    engine,
    project: project.name,
    command,
    first: { ...first, plan: first.plan },
    again: async () => {
      const { plan, ...rest } = await planUp(context, job);
      return plan === undefined ? undefined : { ...rest, plan };
    },
  });
  try {
    if (planned === undefined) return exitCode.failed;
    const { plan } = planned;
    const servers = new PartedServers(context, job, planned);
    if (!isDetached(options)) {
      const { upAttached } = await import('../attached/up-attached.ts');
      const onApplied = async () => {
        await release();
        await hostPorts.reportUnreachable();
      };
      return await upAttached(context, { ...job, plan, servers, rules, onApplied });
    }
    const title = command;
    const ended = await runPlan(context, {
      title,
      plan,
      engine,
      project,
      quiet: quietSteps(options),
      onEvent: (event) => {
        onEvent(event);
        servers.take(event);
      },
      toReport: servers.toReport,
    });
    await release();
    const settled = await servers.settle(ended);
    await hostPorts.reportUnreachable();
    return settled;
  } finally {
    await release();
  }
}

/** What `--watch` follows. Before anything is started, so that a mistake in it costs nothing. */
async function watchRules(
  context: CommandContext,
  project: Project,
  { selected }: Selection,
): Promise<readonly WatchRule[]> {
  const { rulesOf } = await import('../watch/begin-watching.ts');
  return rulesOf(context, project, selected);
}

/** `--wait` and `--no-start` leave nothing to look at, so they detach too. */
function isDetached(options: UpOptions): boolean {
  return options.detach === true || options.wait === true || options.withoutStart === true;
}
