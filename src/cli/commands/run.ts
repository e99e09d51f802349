import { randomBytes } from 'node:crypto';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { ServiceName } from '../../model/ids.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import type { Plan } from '../../planner/plan.ts';
import type { CommandContext, Engine } from '../context.ts';
import { oneOffName } from '../../planner/names.ts';
import { exitCode } from '../exit-code.ts';
import type { Wiring } from '../one-off/overrides.ts';
import { overridden } from '../one-off/overrides.ts';
import type { PlannedOneOff } from '../one-off/plan-one-off.ts';
import { planOneOff } from '../one-off/plan-one-off.ts';
import { showPlan } from '../plan/show-plan.ts';
import type { Planned } from '../project-lock.ts';
import { lockFor } from '../project-lock.ts';
import { provide } from '../provided.ts';
import { runPlan } from '../run-plan.ts';
import { selectServices } from '../select-services.ts';
import type { RunOptions } from './run-command.ts';
import { quietSteps } from '../quiet.ts';
import type { QuietSteps } from '../quiet.ts';

/** `selkie run`. Gives the command's own status. */
export async function run(given: CommandContext, options: RunOptions): Promise<number> {
  const context = options.quiet === true ? withoutProgress(given) : given;
  if (options.servicePorts === true && options.publish !== undefined) {
    throw new ToolError(diagnose('cli/option-conflict', { first: '--service-ports', second: '--publish' }));
  }
  const connecting = context.connect();
  // A broken file is reported before an engine that is missing.
  connecting.catch(() => undefined);
  const written = await context.loadProject({ services: [options.service] });
  const { targets, selected } = selectServices(written, [options.service], {
    withDependencies: options.withoutDeps !== true,
  });
  const engine = await connecting;
  const provided = await provide(context, engine, written, selected);
  if (provided.status !== exitCode.done) return provided.status;
  const { project } = provided;
  const service = [...targets].flatMap((name) => project.services.get(name) ?? [])[0];
  if (service === undefined) throw new Error(`${options.service} is selected but is no service`);
  const wiring = wiringOf(context, service, options);
  const slug = randomBytes(6).toString('hex');
  const isDetached = options.detach === true;
  const request = {
    name: options.name ?? oneOffName(project.name, service, slug),
    slug,
    service: await overridden(context, project, service, options, wiring),
    withAliases: options.useAliases === true,
    isRemovedAtEnd: options.rm === true,
    start: isDetached,
  };
  const needed = new Set<ServiceName>([...selected].filter((name) => name !== service.name));
  const look = () => planOneOff(context, { engine, project, request, needed, options });
  const first = await look();
  const { plan } = first;
  if (plan === undefined) return first.status;
  if (context.globals.isDryRun) return showPlan(context, { command: 'run', plan }, {});
  const prepared = await prepare(
    context,
    { ...first, plan },
    {
      engine,
      project,
      name: request.name,
      look,
      quiet: quietSteps(options),
    },
  );
  if (prepared !== exitCode.done) return prepared;
  const { client } = engine;
  const container = request.name;
  if (isDetached) {
    const { id } = await client.inspectContainer(container, context.signal);
    context.streams.stdout.write(`${id}\n`);
    return exitCode.done;
  }
  const { runAttached } = await import('../one-off/run-attached.ts');
  try {
    return await runAttached(context, {
      client,
      container,
      isRemovedAtEnd: request.isRemovedAtEnd,
      ...wiring,
      ...(service.postStart.length === 0
        ? {}
        : { onStarted: () => runHooks(context, engine, project, service, container) }),
    });
  } catch (error) {
    const status = error instanceof ToolError ? shellStatus(error) : undefined;
    if (status === undefined || !(error instanceof ToolError)) throw error;
    context.report(error.diagnostics);
    return status;
  }
}

/** Carries the plan out, alone where it changes more than the one-off. */
async function prepare(
  context: CommandContext,
  first: Planned,
  how: {
    readonly engine: Engine;
    readonly project: Project;
    /** The one-off's. */
    readonly name: string;
    readonly look: () => Promise<PlannedOneOff>;
    readonly quiet: QuietSteps;
  },
): Promise<number> {
  const { engine, project, name, look, quiet } = how;
  const carryOut = ({ plan }: Planned) => runPlan(context, { title: 'run', plan, engine, project, quiet });
  if (isOnlyOf(first.plan, name)) return carryOut(first);
  const again = async () => {
    const { plan, observed } = await look();
    return plan === undefined ? undefined : { plan, observed };
  };
  const wanted = { engine, project: project.name, command: 'run', first, again };
  const { planned, release } = await lockFor(context, wanted);
  try {
    return planned === undefined ? exitCode.failed : await carryOut(planned);
  } finally {
    await release();
  }
}

/** True when nothing is touched but a container of that name: nobody has to wait for that. */
function isOnlyOf({ operations }: Plan, name: string): boolean {
  return operations.every(
    (operation) =>
      operation.kind.startsWith('await-') || ('container' in operation && operation.container.name === name),
  );
}

async function runHooks(
  context: CommandContext,
  engine: Engine,
  project: Project,
  service: Service,
  name: string,
): Promise<void> {
  const { planPostStart } = await import('../../planner/hooks.ts');
  const plan = planPostStart(project.name, { name, service: service.name, replica: 1 }, service);
  await runPlan(withoutProgress(context), { title: 'run', plan, engine, project, isAmongOutput: true });
}

/** What a shell says of a command that cannot be run; scripts ask `run` for it. */
function shellStatus({ diagnostics }: ToolError): number | undefined {
  if (diagnostics.some(({ code }) => code === 'engine/command-not-found')) return 127;
  return diagnostics.some(({ code }) => code === 'engine/command-denied') ? 126 : undefined;
}

function withoutProgress(context: CommandContext): CommandContext {
  return { ...context, globals: { ...context.globals, progress: 'quiet' } };
}

/** A terminal exactly where ours is one. A container that nobody is attached to has what the file says. */
function wiringOf({ stdin, streams }: CommandContext, service: Service, options: RunOptions): Wiring {
  const isPlain = options.withoutTty === true || options.withoutTTY === true || options.T === true;
  if (options.detach === true) {
    return { hasTty: !isPlain && (service.hasTty || options.tty === true), hasInput: service.isStdinOpen };
  }
  const hasInput = options.withoutInteractive !== true;
  const isTerminal = streams.stdout.isTerminal && (stdin.isTerminal || !hasInput);
  if (options.tty === true && hasInput && !stdin.isTerminal) {
    throw new ToolError(diagnose('cli/no-terminal', { command: 'selkie run' }));
  }
  return { hasTty: !isPlain && (isTerminal || options.tty === true), hasInput };
}
