import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Outcome } from '../diagnostics/diagnostic.ts';
import { topologicalOrder } from '../lib/graph.ts';
import { containerKey, refTo } from './container-keys.ts';
import type { PlannedContainer } from './gates.ts';
import { addGate } from './gates.ts';
import { addHooks } from './hooks.ts';
import { containersByService, whose } from './living.ts';
import type { ObservedContainer, ObservedLives } from './observed.ts';
import type { Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';
import type { ServiceGraph } from './service-graph.ts';
import { withDependencies } from './service-graph.ts';

/** What is to be started. */
export interface StartOptions {
  readonly graph: ServiceGraph;
  /** Named services; what they depend on comes too. Empty is all. */
  readonly services: readonly string[];
  /** `--wait`: also wait until all are running or healthy. */
  readonly wait: { readonly timeoutMs: number | undefined } | undefined;
}

/** The plan that starts containers that are there, dependencies first and well as their dependents want them. Makes none. */
export function planStart(
  projectName: string,
  observed: ObservedLives,
  options: StartOptions,
): Outcome<Plan> {
  const { graph } = options;
  const builder = new PlanBuilder();
  const named = options.services.length === 0 ? graph.names : options.services;
  const services = withDependencies(graph, named);
  const byService = containersByService(observed.containers, services);
  const missing = servicesMissed(graph, options.services, byService);
  if (missing.length > 0) {
    return {
      value: undefined,
      diagnostics: missing.map((service) => diagnose('plan/no-container', { service })),
    };
  }
  const finished = finishedJobs(graph, byService, new Set(options.services));
  for (const own of byService.values()) {
    for (const container of own) {
      if (container.state === 'running' || finished.has(container)) {
        const kept = { kind: 'container', name: container.name, ...whose(container) } as const;
        builder.keep(finished.has(container) ? { ...kept, isFinished: true } : kept);
      } else addStart(builder, observed, container, reasonOf(container));
    }
  }
  addStartGates(builder, graph, byService, finished);
  if (options.wait !== undefined) addWaits(builder, graph, byService, finished, options.wait.timeoutMs);
  addHooks(builder, graph.hooksOf);
  return { value: builder.build(projectName, []), diagnostics: [] };
}

/** Named services that have no containers; where none was named, only a project without any is missed. */
function servicesMissed(
  graph: ServiceGraph,
  named: readonly string[],
  byService: ReadonlyMap<string, readonly ObservedContainer[]>,
): readonly string[] {
  const isMissed = (service: string) => byService.get(service)?.length === 0 && graph.isWanted(service);
  if (named.length > 0) return named.filter(isMissed);
  return [...byService.values()].some((own) => own.length > 0) ? [] : graph.names.filter(isMissed);
}

/** Adds what makes a container run again, and its pod before it. */
export function addStart(
  builder: PlanBuilder,
  observed: ObservedLives,
  container: ObservedContainer,
  because: string,
  after: readonly string[] = [],
): void {
  const pod = observed.pods.find(({ name }) => name === container.pod);
  const podKey = `start-pod:${container.pod ?? ''}`;
  if (pod !== undefined && pod.infraState !== 'running' && !builder.has(podKey)) {
    builder.add(podKey, { kind: 'start-pod', pod: pod.name, because: 'it is not running' });
  }
  const ref = refTo(container, whose(container));
  const isPaused = container.state === 'paused' && after.length === 0;
  builder.add(
    containerKey.start(container.name),
    { kind: isPaused ? 'unpause-container' : 'start-container', container: ref, because },
    [podKey, ...after],
  );
}

/** Every start that is part of the plan waits for its dependencies, as far as they are among the services. */
function addStartGates(
  builder: PlanBuilder,
  graph: ServiceGraph,
  byService: ReadonlyMap<string, readonly ObservedContainer[]>,
  finished: ReadonlySet<ObservedContainer>,
): void {
  for (const [service, own] of byService) {
    const starts = own.map(({ name }) => containerKey.start(name)).filter((key) => builder.has(key));
    if (starts.length === 0) continue;
    for (const [name, dependency] of graph.dependenciesOf(service)) {
      const gates = (byService.get(name) ?? []).flatMap((container) =>
        addGate(builder, gated(container, finished.has(container)), name, dependency),
      );
      for (const start of starts) builder.addAfter(start, gates);
    }
  }
}

/** How a gate sees a container that is there already. */
export function gated(container: ObservedContainer, isFinished = false): PlannedContainer {
  return { name: container.name, replica: container.replica ?? 1, old: container, isFinished };
}

/** Jobs that ended well run again only when they were named, or when something that waits for them is about to start. */
function finishedJobs(
  graph: ServiceGraph,
  byService: ReadonlyMap<string, readonly ObservedContainer[]>,
  named: ReadonlySet<string>,
): ReadonlySet<ObservedContainer> {
  const finished = new Set<ObservedContainer>();
  const { order } = topologicalOrder([...byService.keys()], (name) => graph.dependenciesOf(name).keys());
  for (const job of [...order].reverse()) {
    const waiters = [...byService.keys()].filter((name) => isJobOf(graph, job, name));
    const isNeeded = waiters.some((name) =>
      byService.get(name)?.some((container) => container.state !== 'running' && !finished.has(container)),
    );
    if (waiters.length === 0 || named.has(job) || isNeeded) continue;
    for (const container of byService.get(job) ?? []) {
      if (container.state === 'exited' && container.exitCode === 0) finished.add(container);
    }
  }
  return finished;
}

function addWaits(
  builder: PlanBuilder,
  graph: ServiceGraph,
  byService: ReadonlyMap<string, readonly ObservedContainer[]>,
  finished: ReadonlySet<ObservedContainer>,
  timeoutMs: number | undefined,
): void {
  const timeout = timeoutMs === undefined ? {} : { timeoutMs };
  for (const [service, own] of byService) {
    const isJob = [...byService.keys()].some((name) => isJobOf(graph, service, name));
    for (const container of own) {
      const keys = [containerKey.healthy(container.name), containerKey.completed(container.name)];
      if (finished.has(container) || keys.some((key) => builder.has(key))) continue;
      const ref = refTo(container, whose(container));
      const rest = { container: ref, because: '`--wait`', ...timeout };
      const after = [containerKey.start(container.name)];
      if (isJob) {
        builder.add(containerKey.completed(container.name), { kind: 'await-completed', ...rest }, after);
      } else {
        builder.add(
          containerKey.healthy(container.name),
          { kind: 'await-healthy', isCheckOptional: true, ...rest },
          after,
        );
      }
    }
  }
}

/** True when the service waits for the job to complete. */
function isJobOf(graph: ServiceGraph, job: string, service: string): boolean {
  return graph.dependenciesOf(service).get(job)?.condition === 'service_completed_successfully';
}

function reasonOf({ state, exitCode }: ObservedContainer): string {
  if (state === 'exited') return `it has exited (${exitCode ?? 0})`;
  return state === 'created' || state === 'initialized' ? 'it was never started' : `it is ${state}`;
}
