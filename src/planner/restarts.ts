import type { ServiceName } from '../model/ids.ts';
import { containerKey, refTo } from './container-keys.ts';
import type { ContainerStepsInput } from './container-steps.ts';
import { donorsOf } from './donors.ts';
import type { ObservedContainer } from './observed.ts';
import { servicesByName } from './order.ts';
import type { PlanBuilder } from './plan-builder.ts';

/** `restart: true`: a running container is stopped before what it depends on is replaced, and started after it. */
export function restartDependents(
  builder: PlanBuilder,
  input: ContainerStepsInput,
  imageKeys: readonly string[],
): void {
  const { project, actions, observed, options } = input;
  for (const service of servicesByName(project)) {
    const replaced = [...service.dependsOn]
      .filter(([, dependency]) => dependency.restart)
      .flatMap(([name]) => (actions.get(name) ?? []).filter((action) => action.kind === 'recreate'));
    const [first] = replaced;
    if (first === undefined) continue;
    const onlyIf = replaced.every((action) => action.onlyIf !== undefined)
      ? replaced.flatMap((action) => action.onlyIf ?? [])
      : undefined;
    const because = `${first.service} gets a new container`;
    for (const old of observed) {
      if (old.service !== service.name || old.isOneOff || old.state !== 'running') continue;
      if (builder.has(containerKey.stop(old.name)) || builder.has(containerKey.start(old.name))) continue;
      const container = refTo(old, { service: service.name, replica: old.replica ?? 1 });
      // The new one is made ready first, so that the stop is short; an old one that stands in its way stops after this one.
      const creations = replaced
        .filter((action) => !action.isOldFirst)
        .map((action) => containerKey.create(action.design.name));
      builder.add(
        containerKey.stop(old.name),
        { kind: 'stop-container', container, graceMs: options.graceMs, because },
        [...imageKeys, ...creations],
        onlyIf,
      );
      if (options.start) {
        builder.add(
          containerKey.start(old.name),
          { kind: 'start-container', container, because },
          [containerKey.stop(old.name), 'pod:start'],
          onlyIf,
        );
        if (options.withoutRollback !== true) {
          builder.addRescue(
            containerKey.restore(old.name),
            {
              kind: 'restore-container',
              container,
              successor: undefined,
              wasRunning: true,
              because: `${first.service} has its old container again`,
            },
            [containerKey.start(old.name)],
            replaced.map((action) => containerKey.restore(action.old.name)),
          );
        }
      }
    }
  }
}

/** Whoever depends on a container is stopped before it. */
export function addStopOrder(builder: PlanBuilder, { project, observed }: ContainerStepsInput): void {
  const stopping = observed.filter((container) => builder.has(containerKey.stop(container.name)));
  const byService = new Map<string, ObservedContainer[]>();
  for (const container of stopping) {
    const list = byService.get(container.service ?? '');
    if (list === undefined) byService.set(container.service ?? '', [container]);
    else list.push(container);
  }
  for (const container of stopping) {
    const service = project.services.get((container.service ?? '') as ServiceName);
    for (const name of service?.dependsOn.keys() ?? []) {
      for (const dependency of byService.get(name) ?? []) {
        builder.addAfter(containerKey.stop(dependency.name), [containerKey.stop(container.name)]);
      }
    }
  }
}

/** A container can go only after all that use its namespaces or volumes are gone. */
export function addSharerOrder(builder: PlanBuilder, { project, actions }: ContainerStepsInput): void {
  for (const [name, own] of actions) {
    const service = project.services.get(name);
    const replaced = own.filter((action) => action.kind === 'recreate');
    if (service === undefined || replaced.length === 0) continue;
    for (const donor of donorsOf(service)) {
      for (const parent of actions.get(donor.service) ?? []) {
        if (parent.kind !== 'recreate') continue;
        for (const { old } of replaced) {
          builder.addAfter(containerKey.remove(parent.old.name), [containerKey.remove(old.name)]);
        }
      }
    }
  }
}
