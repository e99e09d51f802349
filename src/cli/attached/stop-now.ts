import type { Project } from '../../model/project.ts';
import { label } from '../../planner/labels.ts';
import { serviceGraph } from '../../planner/service-graph.ts';
import { planStop } from '../../planner/stop-plan.ts';
import type { CommandContext, Engine } from '../context.ts';
import { observeProject } from '../observe-project.ts';
import { runPlan } from '../run-plan.ts';

/** What is to be stopped. */
export interface StopRequest {
  readonly engine: Engine;
  readonly project: Project;
  /** None is all. */
  readonly services: readonly string[];
  /** undefined: each container's own. */
  readonly graceMs: number | undefined;
}

/** Stops containers, dependents first. A further Ctrl-C kills what still runs. Resolves when they have ended. */
export async function stopNow(context: CommandContext, request: StopRequest): Promise<void> {
  const { forceSignal } = context;
  const stopping = stopInOrder(context, request);
  // When it is cut short, what it has to say is no longer of interest.
  stopping.catch(() => undefined);
  await Promise.race([stopping, aborted(forceSignal)]);
  if (forceSignal.aborted) await killAll(request);
}

async function stopInOrder(
  context: CommandContext,
  { engine, project, services, graceMs }: StopRequest,
): Promise<void> {
  const signal = context.forceSignal;
  const observed = await observeProject(engine, { name: project.name, project }, signal, {
    withImages: false,
  });
  const plan = planStop(project.name, observed, {
    graph: serviceGraph(project, observed.containers),
    services: services.length === 0 ? undefined : new Set(services),
    graceMs,
    because: '`up` ends',
  });
  await runPlan(context, { title: 'stop', plan, engine, project, signal, isAmongOutput: true });
}

async function killAll({ engine: { client }, project, services }: StopRequest): Promise<void> {
  const containers = await client.listContainers({ label: [`${label.project}=${project.name}`] });
  const running = containers.filter(({ isInfra, state, labels }) => {
    const service = labels.get(label.service);
    const isNamed = service !== undefined && (services.length === 0 || services.includes(service));
    return isNamed && !isInfra && (state === 'running' || state === 'stopping' || state === 'paused');
  });
  await Promise.all(running.map(({ id }) => client.killContainer(id, 'SIGKILL')));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
