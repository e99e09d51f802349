import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Action } from './actions.ts';
import type { ContainerDesign } from './container-design.ts';
import { containerKey, refTo } from './container-keys.ts';
import { addFinalWaits, addGates } from './gates.ts';
import type { ImageChanged } from './plan.ts';
import { imageKey } from './image-steps.ts';
import type { ObservedContainer } from './observed.ts';
import type { PlanBuilder } from './plan-builder.ts';
import { connectKey, networkKey } from './network-steps.ts';
import { secretKey, volumeKey } from './resource-steps.ts';
import type { ReconcileOptions } from './reconcile-options.ts';
import { addSharerOrder, addStopOrder, restartDependents } from './restarts.ts';

/** What the steps of containers need to know of the rest of the plan. */
export interface ContainerStepsInput {
  readonly project: Project;
  readonly actions: ReadonlyMap<ServiceName, readonly Action[]>;
  readonly options: ReconcileOptions;
  readonly observed: readonly ObservedContainer[];
  /** Keys of steps that every start waits for, so that all names are answered. */
  readonly named: readonly string[];
}

/** Adds the steps that the actions call for, with every dependency gate in front of every start. */
export function addContainerSteps(builder: PlanBuilder, input: ContainerStepsInput): void {
  const imageKeys = builder.keys().filter((key) => key.startsWith('image:'));
  for (const actions of input.actions.values()) {
    for (const action of actions) addActionSteps(builder, action, imageKeys, input.options);
  }
  restartDependents(builder, input, imageKeys);
  addStopOrder(builder, input);
  addSharerOrder(builder, input);
  addPortOrder(builder, input);
  for (const key of builder.keys()) if (key.startsWith('start:')) builder.addAfter(key, input.named);
  if (input.options.start) addGates(builder, input);
  if (input.options.wait !== undefined) addFinalWaits(builder, input, input.options.wait.timeoutMs);
}

/** Who found its port taken starts again when the one that had it has left the pod. */
function addPortOrder(
  builder: PlanBuilder,
  { actions, options: { clashes = [] } }: ContainerStepsInput,
): void {
  const isConcerned = (name: string): boolean =>
    clashes.some(({ service, owner }) => service === name || owner === name);
  const own = [...actions].flatMap(([name, list]) => (isConcerned(name) ? list : []));
  const leavers = own.flatMap((action) =>
    action.kind === 'recreate' && action.old.pod !== undefined && action.design.place.kind === 'beside'
      ? [containerKey.remove(action.old.name)]
      : [],
  );
  for (const action of own) {
    if ('design' in action && action.design.place.kind !== 'pod') continue;
    if ('old' in action) builder.addAfter(containerKey.start(action.old.name), leavers);
  }
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
          {
            kind: action.old.state === 'paused' ? 'unpause-container' : 'start-container',
            container,
            because: action.because,
          },
          [
            ...(action.old.pod === undefined ? [] : ['pod:start']),
            ...action.old.networks.map((network) => connectKey(action.old.name, network)),
            ...imageKeys,
          ],
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
      addStop(builder, action.old, action, action.because, imageKeys, options, undefined);
      addRemove(builder, action.old, action, action.because, imageKeys, options, undefined);
      return;
  }
}

/** The old container is kept until the new one runs, and put back when it does not come to that, unless it stands in the way. */
function addRecreate(
  builder: PlanBuilder,
  action: Extract<Action, { kind: 'recreate' }>,
  imageKeys: readonly string[],
  options: ReconcileOptions,
): void {
  const { design, old, because, onlyIf } = action;
  const { name } = design;
  const wasRunning = old.state === 'running';
  const isStarted = options.start && (wasRunning || options.selected.has(action.service));
  if (action.isOldFirst) {
    addStop(builder, old, action, because, imageKeys, options, onlyIf);
    addRemove(builder, old, action, because, imageKeys, options, onlyIf);
    addCreate(builder, design, name, because, [containerKey.remove(old.name)], onlyIf);
  } else {
    const temporary = `${old.id.slice(0, 12)}_${name}`;
    addCreate(builder, { ...design, name: temporary }, name, because, [], onlyIf);
    addStop(builder, old, action, because, [containerKey.create(name), ...imageKeys], options, onlyIf);
    const container = { name: temporary, service: action.service, replica: action.replica };
    const displaces = { container: refTo(old, action), to: `${temporary}_old` };
    builder.add(
      containerKey.rename(name),
      { kind: 'rename-container', container, to: name, displaces, because },
      [containerKey.create(name), containerKey.stop(old.name)],
      onlyIf,
    );
    const steps = [containerKey.create(name), containerKey.stop(old.name), containerKey.rename(name)];
    if (isStarted) steps.push(containerKey.init(name), containerKey.start(name));
    addRemove(builder, old, action, because, steps, options, onlyIf);
    if (options.withoutRollback !== true) addRestore(builder, action, temporary, steps);
  }
  if (isStarted) addStart(builder, action, name, because, imageKeys, wasRunning ? onlyIf : undefined);
}

function addRestore(
  builder: PlanBuilder,
  action: Extract<Action, { kind: 'recreate' }>,
  successor: string,
  steps: readonly string[],
): void {
  const { old } = action;
  const wasRunning = old.state === 'running';
  builder.addRescue(
    containerKey.restore(old.name),
    {
      kind: 'restore-container',
      container: refTo(old, action),
      successor,
      wasRunning,
      because: 'its successor could not be started',
    },
    steps,
  );
}

/** Keys of the steps that make what a container is created from. */
export function resourceKeys({
  image,
  service,
  place,
  volumeNames,
  fileObjects,
}: ContainerDesign): readonly string[] {
  return [
    imageKey(image),
    ...(place.kind === 'beside' ? place.networks.map(({ name }) => networkKey(name)) : []),
    ...service.mounts.flatMap((mount) =>
      mount.kind === 'volume' && mount.source !== undefined
        ? [volumeKey(volumeNames.get(mount.source) ?? mount.source)]
        : [],
    ),
    ...fileObjects.flatMap((mount) => (mount.kind === 'engine-secret' ? [secretKey(mount.name)] : [])),
  ];
}

function addCreate(
  builder: PlanBuilder,
  design: ContainerDesign,
  finalName: string,
  because: string,
  after: readonly string[],
  onlyIf: readonly ImageChanged[] | undefined,
): void {
  builder.add(
    containerKey.create(finalName),
    { kind: 'create-container', container: design, because },
    [
      ...resourceKeys(design),
      ...(design.place.kind === 'pod' ? ['pod:create'] : []),
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
  const { place } = action.design;
  if (place.kind === 'pod') ready.push('pod:start');
  // A pod that goes may still have the ports.
  else if ('ports' in place && place.ports.length > 0) ready.push('pod:remove');
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

function addStop(
  builder: PlanBuilder,
  old: ObservedContainer,
  action: { readonly service: string; readonly replica: number },
  because: string,
  after: readonly string[],
  options: ReconcileOptions,
  onlyIf: readonly ImageChanged[] | undefined,
): void {
  if (old.state !== 'running' && old.state !== 'stopping' && old.state !== 'paused') return;
  const container = refTo(old, action);
  const { graceMs } = options;
  builder.add(
    containerKey.stop(old.name),
    { kind: 'stop-container', container, graceMs, because },
    after,
    onlyIf,
  );
}

function addRemove(
  builder: PlanBuilder,
  old: ObservedContainer,
  action: { readonly service: string; readonly replica: number },
  because: string,
  after: readonly string[],
  options: ReconcileOptions,
  onlyIf: readonly ImageChanged[] | undefined,
): void {
  const container = refTo(old, action);
  builder.add(
    containerKey.remove(old.name),
    { kind: 'remove-container', container, withVolumes: options.renewAnonymousVolumes, because },
    [containerKey.stop(old.name), ...after],
    onlyIf,
  );
}
