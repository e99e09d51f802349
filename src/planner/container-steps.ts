import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Dependency } from '../model/service.ts';
import type { Action } from './actions.ts';
import type { ContainerDesign } from './container-design.ts';
import type { ContainerRef, ImageChanged } from './plan.ts';
import { imageKey } from './image-steps.ts';
import type { ObservedContainer } from './observed.ts';
import type { PlanBuilder } from './plan-builder.ts';
import { servicesByName } from './order.ts';
import { networkKey, secretKey, volumeKey } from './resource-steps.ts';
import type { ReconcileOptions } from './reconcile-options.ts';

/** Keys of the steps of one container, by its final name. */
export const containerKey = {
  create: (name: string): string => `create:${name}`,
  init: (name: string): string => `init:${name}`,
  start: (name: string): string => `start:${name}`,
  stop: (name: string): string => `stop:${name}`,
  remove: (name: string): string => `remove:${name}`,
  rename: (name: string): string => `rename:${name}`,
  healthy: (name: string): string => `healthy:${name}`,
  completed: (name: string): string => `completed:${name}`,
} as const;

/** What the steps of containers need to know of the rest of the plan. */
export interface ContainerStepsInput {
  readonly project: Project;
  readonly actions: ReadonlyMap<ServiceName, readonly Action[]>;
  readonly options: ReconcileOptions;
  readonly observed: readonly ObservedContainer[];
}

/** Adds the steps that the actions call for, with every dependency gate in front of every start. */
export function addContainerSteps(builder: PlanBuilder, input: ContainerStepsInput): void {
  const imageKeys = builder.keys().filter((key) => key.startsWith('image:'));
  for (const actions of input.actions.values()) {
    for (const action of actions) addActionSteps(builder, action, imageKeys, input.options);
  }
  restartDependents(builder, input, imageKeys);
  addStopOrder(builder, input);
  if (input.options.start) addGates(builder, input);
  if (input.options.wait !== undefined) addFinalWaits(builder, input, input.options.wait.timeoutMs);
}

function addActionSteps(
  builder: PlanBuilder,
  action: Action,
  imageKeys: readonly string[],
  options: ReconcileOptions,
): void {
  switch (action.kind) {
    case 'keep':
    case 'finished':
      builder.keep({
        kind: 'container',
        name: action.old.name,
        service: action.service,
        replica: action.replica,
        ...(action.kind === 'finished' ? { isFinished: true } : {}),
      });
      return;
    case 'start':
      if (options.start) {
        const container = refTo(action.old, action);
        builder.add(
          containerKey.start(action.old.name),
          { kind: 'start-container', container, because: action.because },
          [...(action.old.pod === undefined ? [] : ['pod:start']), ...imageKeys],
        );
      }
      return;
    case 'create':
      addCreate(builder, action.design, action.design.name, action.because, [], undefined);
      if (options.start) addStart(builder, action, action.design.name, action.because, imageKeys, undefined);
      return;
    case 'recreate':
      addRecreate(builder, action, imageKeys, options);
      return;
    case 'remove':
      addStopAndRemove(builder, action.old, action, action.because, imageKeys, options, undefined);
      return;
  }
}

/** Old container kept until the new one is created under a name of its own, unless it stands in the way. */
function addRecreate(
  builder: PlanBuilder,
  action: Extract<Action, { kind: 'recreate' }>,
  imageKeys: readonly string[],
  options: ReconcileOptions,
): void {
  const { design, old, because, onlyIf } = action;
  const { name } = design;
  if (action.isOldFirst) {
    addStopAndRemove(builder, old, action, because, imageKeys, options, onlyIf);
    addCreate(builder, design, name, because, [containerKey.remove(old.name)], onlyIf);
  } else {
    const temporary = `${old.id.slice(0, 12)}_${name}`;
    addCreate(builder, { ...design, name: temporary }, name, because, [], onlyIf);
    addStopAndRemove(
      builder,
      old,
      action,
      because,
      [containerKey.create(name), ...imageKeys],
      options,
      onlyIf,
    );
    const container = { name: temporary, service: action.service, replica: action.replica };
    builder.add(
      containerKey.rename(name),
      { kind: 'rename-container', container, to: name, because },
      [containerKey.create(name), containerKey.remove(old.name)],
      onlyIf,
    );
  }
  const wasRunning = old.state === 'running';
  if (!options.start || !(wasRunning || options.selected.has(action.service))) return;
  addStart(builder, action, name, because, imageKeys, wasRunning ? onlyIf : undefined);
}

function addCreate(
  builder: PlanBuilder,
  design: ContainerDesign,
  finalName: string,
  because: string,
  after: readonly string[],
  onlyIf: readonly ImageChanged[] | undefined,
): void {
  const { service, place } = design;
  builder.add(
    containerKey.create(finalName),
    { kind: 'create-container', container: design, because },
    [
      imageKey(design.image),
      ...(place.kind === 'pod' ? ['pod:create'] : []),
      ...(place.kind === 'beside' ? place.networks.map(({ name }) => networkKey(name)) : []),
      ...service.mounts.flatMap((mount) =>
        mount.kind === 'volume' && mount.source !== undefined
          ? [volumeKey(design.volumeNames.get(mount.source) ?? mount.source)]
          : [],
      ),
      ...design.fileObjects.flatMap((mount) =>
        mount.kind === 'engine-secret' ? [secretKey(mount.name)] : [],
      ),
      ...[...design.siblings.values()].flatMap((sibling) => [
        containerKey.create(sibling),
        containerKey.rename(sibling),
      ]),
      ...after,
    ],
    onlyIf,
  );
}

/** Prepares early, so that the start behind the gates is short; a container in another's namespace can only be prepared when that one runs. */
function addStart(
  builder: PlanBuilder,
  action: { readonly service: ServiceName; readonly replica: number; readonly design: ContainerDesign },
  name: string,
  because: string,
  imageKeys: readonly string[],
  onlyIf: readonly ImageChanged[] | undefined,
): void {
  const container = { name, service: action.service, replica: action.replica };
  const ready = [containerKey.create(name), containerKey.rename(name)];
  if (action.design.place.kind === 'pod') ready.push('pod:start');
  const isPreparable = action.design.siblings.size === 0 && action.design.place.kind !== 'join';
  if (isPreparable) {
    builder.add(containerKey.init(name), { kind: 'init-container', container, because }, ready, onlyIf);
  }
  builder.add(
    containerKey.start(name),
    { kind: 'start-container', container, because },
    [
      ...(isPreparable ? [containerKey.init(name)] : ready),
      ...imageKeys,
      ...[...action.design.siblings.values()].map((sibling) => containerKey.start(sibling)),
    ],
    onlyIf,
  );
}

function addStopAndRemove(
  builder: PlanBuilder,
  old: ObservedContainer,
  action: { readonly service: string; readonly replica: number },
  because: string,
  after: readonly string[],
  options: ReconcileOptions,
  onlyIf: readonly ImageChanged[] | undefined,
): void {
  const container = refTo(old, action);
  if (old.state === 'running' || old.state === 'stopping' || old.state === 'paused') {
    const { graceMs } = options;
    builder.add(
      containerKey.stop(old.name),
      { kind: 'stop-container', container, graceMs, because },
      after,
      onlyIf,
    );
  }
  builder.add(
    containerKey.remove(old.name),
    { kind: 'remove-container', container, withVolumes: options.renewAnonymousVolumes, because },
    [containerKey.stop(old.name), ...after],
    onlyIf,
  );
}

/** `restart: true`: a running container is stopped before what it depends on is replaced, and started after it. */
function restartDependents(
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
      const creations = replaced.map((action) => containerKey.create(action.design.name));
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
      }
    }
  }
}

/** Whoever depends on a container is stopped before it. */
function addStopOrder(builder: PlanBuilder, { project, observed }: ContainerStepsInput): void {
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

/** A start waits for every dependency as its condition says. Dependencies that were left out (`--no-deps`) are not waited for. */
function addGates(builder: PlanBuilder, input: ContainerStepsInput): void {
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

function addGate(
  builder: PlanBuilder,
  container: PlannedContainer,
  service: ServiceName,
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
function addFinalWaits(
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

interface PlannedContainer {
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

function refTo(
  container: ObservedContainer,
  { service, replica }: { readonly service: string; readonly replica: number },
): ContainerRef {
  return { name: container.name, id: container.id, service, replica };
}
