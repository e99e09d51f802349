import type { ServiceName } from '../model/ids.ts';
import type { Action } from './actions.ts';
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

/**
 * A container can go only after all that use its namespaces or volumes are gone. They stay, stopped, until its successor runs,
 * and run again when it does not come to that.
 */
export function addSharerOrder(builder: PlanBuilder, input: ContainerStepsInput): void {
  // What is taken apart to be made anew cannot wait for anything that runs on it.
  const isTakenApart = builder.keys().some((key) => /^(?:pod:remove$|remove-(?:network|volume):)/u.test(key));
  for (const { old, service, replica, parents, leavers } of replacedSharers(input)) {
    for (const leaver of leavers) {
      builder.addAfter(containerKey.remove(leaver.name), [containerKey.remove(old.name)]);
    }
    const kept = parents.filter(({ isOldFirst }) => !isOldFirst);
    if (isTakenApart || kept.length === 0) continue;
    const names = kept.map(({ design }) => design.name);
    builder.addAfter(containerKey.stop(old.name), names.map(containerKey.create));
    builder.addAfter(containerKey.remove(old.name), names.map(containerKey.start));
    if (input.options.withoutRollback === true || !builder.has(containerKey.stop(old.name))) continue;
    builder.addRescue(
      containerKey.restore(old.name),
      {
        kind: 'restore-container',
        container: refTo(old, { service, replica }),
        successor: undefined,
        wasRunning: true,
        because: `${kept.map((parent) => parent.service).join(' and ')} has its old container again`,
      },
      names.flatMap((name) => [
        containerKey.create(name),
        containerKey.stop(name),
        containerKey.rename(name),
        containerKey.init(name),
        containerKey.start(name),
      ]),
      kept.map((parent) => containerKey.restore(parent.old.name)),
    );
  }
}

type Recreation = Extract<Action, { kind: 'recreate' }>;

/** A container that is replaced along with others that it shares something with. */
interface ReplacedSharer extends Recreation {
  readonly parents: readonly Recreation[];
  /** Containers of those services that go: old ones, and left-overs of an earlier time. */
  readonly leavers: readonly ObservedContainer[];
}

function replacedSharers({ project, actions }: ContainerStepsInput): readonly ReplacedSharer[] {
  return [...actions].flatMap(([name, own]) => {
    const service = project.services.get(name);
    const theirs =
      service === undefined ? [] : donorsOf(service).flatMap((donor) => actions.get(donor.service) ?? []);
    const parents = recreated(theirs);
    if (parents.length === 0) return [];
    const leavers = theirs.flatMap((it) => (it.kind === 'recreate' || it.kind === 'remove' ? [it.old] : []));
    return recreated(own).map((action) => ({ ...action, parents, leavers }));
  });
}

function recreated(actions: readonly Action[]): readonly Recreation[] {
  return actions.filter((action) => action.kind === 'recreate');
}
