import type { ServiceName } from '../model/ids.ts';
import type { Dependency } from '../model/service.ts';
import { containerKey } from './container-keys.ts';
import type { ContainerStepsInput } from './container-steps.ts';
import type { ObservedContainer } from './observed.ts';
import { servicesByName } from './order.ts';
import type { PlanBuilder } from './plan-builder.ts';

/** A start waits for every dependency as its condition says. Dependencies that were left out (`--no-deps`) are not waited for. */
export function addGates(builder: PlanBuilder, input: ContainerStepsInput): void {
  const { project, actions } = input;
  for (const service of servicesByName(project)) {
    const starts = containersOf(input, service.name)
      .map(({ name }) => containerKey.start(name))
      .filter((key) => builder.has(key));
    if (starts.length === 0) continue;
    for (const [name, dependency] of [...service.dependsOn].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!actions.has(name)) continue;
      const gates = containersOf(input, name).flatMap((container) =>
        addGate(builder, container, name, dependency),
      );
      for (const start of starts) builder.addAfter(start, gates);
    }
  }
}

/** Adds the wait that a dependency on one container calls for, unless it is there. Gives the keys that a start has to come after. */
export function addGate(
  builder: PlanBuilder,
  container: PlannedContainer,
  service: string,
  dependency: Dependency,
): readonly string[] {
  const start = containerKey.start(container.name);
  const ref = { name: container.name, service, replica: container.replica };
  const optional = dependency.isRequired ? {} : { isOptional: true };
  const suffix = dependency.isRequired ? '' : ' (optional)';
  switch (dependency.condition) {
    case 'service_started':
      return [start];
    case 'service_healthy': {
      const key = `${containerKey.healthy(container.name)}${suffix}`;
      if (container.old?.health === 'healthy' && container.old.state === 'running' && !builder.has(start))
        return [];
      if (!builder.has(key)) {
        const because = 'others wait for it to be healthy';
        builder.add(key, { kind: 'await-healthy', container: ref, because, ...optional }, [start]);
      }
      return [key];
    }
    case 'service_completed_successfully': {
      const key = `${containerKey.completed(container.name)}${suffix}`;
      if (container.isFinished) return [];
      if (!builder.has(key)) {
        const because = 'others wait for it to complete';
        builder.add(key, { kind: 'await-completed', container: ref, because, ...optional }, [start]);
      }
      return [key];
    }
  }
}

/** `--wait`: every container runs, is healthy where it has a check, or has completed where others need that. */
export function addFinalWaits(
  builder: PlanBuilder,
  input: ContainerStepsInput,
  timeoutMs: number | undefined,
): void {
  const timeout = timeoutMs === undefined ? {} : { timeoutMs };
  for (const name of input.actions.keys()) {
    for (const container of containersOf(input, name)) {
      const keys = [containerKey.healthy(container.name), containerKey.completed(container.name)];
      if (container.isFinished || keys.some((key) => builder.has(key))) continue;
      const ref = { name: container.name, service: name, replica: container.replica };
      const because = '`--wait`';
      builder.add(
        containerKey.healthy(container.name),
        { kind: 'await-healthy', container: ref, isCheckOptional: true, because, ...timeout },
        [containerKey.start(container.name)],
      );
    }
  }
}

/** A container as a plan leaves it. */
export interface PlannedContainer {
  readonly name: string;
  readonly replica: number;
  readonly old: ObservedContainer | undefined;
  readonly isFinished: boolean;
}

/** The containers that a service will have. */
function containersOf({ actions }: ContainerStepsInput, service: ServiceName): readonly PlannedContainer[] {
  return (actions.get(service) ?? []).flatMap((action) => {
    if (action.kind === 'remove') return [];
    const name = 'design' in action ? action.design.name : action.old.name;
    const old = action.kind === 'keep' || action.kind === 'finished' ? action.old : undefined;
    return [{ name, replica: action.replica, old, isFinished: action.kind === 'finished' }];
  });
}
