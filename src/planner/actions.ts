import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { ProjectDesign, ServiceDesign } from './design.ts';
import type { ContainerDesign } from './container-design.ts';
import { donorsOf } from './donors.ts';
import { divergence, imageDivergence } from './divergence.ts';
import { label } from './labels.ts';
import type { ObservedContainer, ObservedState } from './observed.ts';
import { podName } from './names.ts';
import { hasLost } from './parted.ts';
import { serviceOrder } from './order.ts';
import type { ImageChanged } from './plan.ts';
import type { ReconcileOptions } from './reconcile-options.ts';

/** What happens with one container. */
export type Action = {
  readonly service: ServiceName;
  readonly replica: number;
} & (
  | { readonly kind: 'keep'; readonly old: ObservedContainer }
  /** A job that ended well, which nothing needs again. */
  | { readonly kind: 'finished'; readonly old: ObservedContainer }
  | { readonly kind: 'start'; readonly old: ObservedContainer; readonly because: string }
  | { readonly kind: 'create'; readonly design: ContainerDesign; readonly because: string }
  | {
      readonly kind: 'recreate';
      readonly old: ObservedContainer;
      readonly design: ContainerDesign;
      readonly because: string;
      /** True: the old one has to go before the new one can be created. */
      readonly isOldFirst: boolean;
      /** Only when the image, still to be pulled or built, turns out to be another. */
      readonly onlyIf: readonly ImageChanged[] | undefined;
    }
  | { readonly kind: 'remove'; readonly old: ObservedContainer; readonly because: string }
);

/** What else is known before the containers are looked at. */
export interface ActionInput {
  readonly project: Project;
  readonly observed: ObservedState;
  readonly design: ProjectDesign;
  readonly options: ReconcileOptions;
  /** Why the pod is made anew, if it is. */
  readonly podRebuild: string | undefined;
  readonly changedNetworks: ReadonlySet<string>;
  /** True when a pull or build of that image is part of the plan. */
  readonly isImagePending: (image: string) => boolean;
}

/** Decides for every container of the project's services, dependencies first. */
export function decideActions(input: ActionInput): ReadonlyMap<ServiceName, readonly Action[]> {
  const { project, observed, design, options } = input;
  const byService = new Map<string, ObservedContainer[]>();
  for (const container of observed.containers) {
    if (container.isOneOff || container.service === undefined) continue;
    const list = byService.get(container.service);
    if (list === undefined) byService.set(container.service, [container]);
    else list.push(container);
  }
  const actions = new Map<ServiceName, readonly Action[]>();
  for (const name of serviceOrder(project)) {
    const serviceDesign = design.services.get(name);
    if (serviceDesign === undefined || serviceDesign.service.provider !== undefined) continue;
    const existing = (byService.get(name) ?? []).sort((a, b) => (a.replica ?? 0) - (b.replica ?? 0));
    const isSelected = options.selected.has(name);
    const isMoved = input.podRebuild !== undefined && serviceDesign.placement.kind === 'pod';
    // Nobody lives on in a namespace whose container is replaced.
    const isFollower = replacedParent(serviceDesign, actions) !== undefined;
    if (!isSelected && !((isMoved || isFollower) && existing.length > 0)) continue;
    actions.set(name, serviceActions(input, serviceDesign, existing, actions));
  }
  return withJobsSettled(input, actions);
}

function serviceActions(
  input: ActionInput,
  serviceDesign: ServiceDesign,
  existing: readonly ObservedContainer[],
  decided: ReadonlyMap<ServiceName, readonly Action[]>,
): readonly Action[] {
  const { options } = input;
  const { service } = serviceDesign;
  const isSelected = options.selected.has(service.name);
  const wanted = isSelected ? serviceDesign.replicas : existing.length;
  const judged = existing.map((old) => ({ old, verdict: judge(input, serviceDesign, old, decided) }));
  const surplus = new Set(
    [...judged]
      .sort(
        (a, b) =>
          Number(isStale(b.verdict)) - Number(isStale(a.verdict)) ||
          (b.old.replica ?? 0) - (a.old.replica ?? 0),
      )
      .slice(0, Math.max(0, existing.length - wanted))
      .map(({ old }) => old),
  );
  const actions: Action[] = judged.map(({ old, verdict }) => {
    const base = { service: service.name, replica: old.replica ?? 1, old };
    if (surplus.has(old)) return { ...base, kind: 'remove', because: `${wanted} wanted` };
    if (verdict === undefined) {
      return isRunning(old)
        ? { ...base, kind: 'keep' }
        : { ...base, kind: 'start', because: stateReason(old) };
    }
    const design = serviceDesign.container(base.replica);
    return {
      ...base,
      kind: 'recreate',
      design: options.renewAnonymousVolumes ? design : { ...design, inheritVolumesFrom: old.id },
      ...verdict,
    };
  });
  let number = Math.max(0, ...existing.filter((old) => !surplus.has(old)).map((old) => old.replica ?? 0));
  for (let count = existing.length - surplus.size; count < wanted; count++) {
    number++;
    actions.push({
      service: service.name,
      replica: number,
      kind: 'create',
      design: serviceDesign.container(number),
      because: existing.length === 0 ? 'not there yet' : `${wanted} wanted`,
    });
  }
  return actions;
}

interface Verdict {
  readonly because: string;
  readonly isOldFirst: boolean;
  readonly onlyIf: readonly ImageChanged[] | undefined;
}

/** True for a container that is surely replaced. */
function isStale(verdict: Verdict | undefined): boolean {
  return verdict !== undefined && verdict.onlyIf === undefined;
}

function judge(
  input: ActionInput,
  serviceDesign: ServiceDesign,
  old: ObservedContainer,
  decided: ReadonlyMap<ServiceName, readonly Action[]>,
): Verdict | undefined {
  const { options, observed, project } = input;
  const { service, placement } = serviceDesign;
  const networks = placement.kind === 'beside' ? networkNames(input, serviceDesign) : [];
  // In the way of the ports that the pod takes over; or the new one needs a network that is made anew after others left it.
  const isInTheWay =
    (placement.kind === 'pod' && old.pod !== podName(project)) ||
    networks.some((name) => input.changedNetworks.has(name));
  const sure = (because: string, isOldFirst = isInTheWay): Verdict => ({
    because,
    isOldFirst,
    onlyIf: undefined,
  });
  if (options.recreate === 'never') return undefined;
  if (placement.kind === 'pod' && input.podRebuild !== undefined) {
    return sure(`the pod is made anew: ${input.podRebuild}`, true);
  }
  const parent = replacedParent(serviceDesign, decided);
  if (parent !== undefined) return sure(parent, true);
  const isTarget = options.targets.has(service.name) || options.recreateDependencies;
  if (options.recreate === 'force' && isTarget) return sure('a new container was asked for');
  const volume = serviceDesign.volumes.find((name) => options.recreatedVolumes?.has(name));
  if (volume !== undefined) return sure(`volume ${volume} is made anew`, true);
  const wrong = divergence(project, old, serviceDesign, networks);
  if (wrong !== undefined)
    return sure(wrong, isInTheWay || (old.pod !== undefined && placement.kind !== 'pod'));
  if (isRunning(old) && hasLost(service, options.clashes ?? []))
    return sure('its port was taken when it started', true);
  if (input.isImagePending(serviceDesign.image)) {
    return {
      because: 'image changed',
      isOldFirst: false,
      onlyIf: [{ image: serviceDesign.image, id: old.labels.get(label.image) ?? old.imageId }],
    };
  }
  const image = imageDivergence(old, observed.images.get(serviceDesign.image));
  return image === undefined ? undefined : sure(image);
}

/** A container in another's namespace, or with its volumes, has to follow it when that one is replaced. */
function replacedParent(
  { service, placement }: ServiceDesign,
  decided: ReadonlyMap<ServiceName, readonly Action[]>,
): string | undefined {
  for (const { service: parent, what } of donorsOf(service)) {
    // In the pod the network is the pod's own.
    if (what === 'network namespace' && placement.kind === 'pod') continue;
    const isReplaced =
      decided.get(parent)?.some(({ kind }) => kind === 'recreate' || kind === 'create') ?? false;
    if (isReplaced)
      return `it uses the ${what}${what === 'volume' ? 's' : ''} of ${parent}, which gets a new container`;
  }
  return undefined;
}

/**
 * A job (a service that another waits for to complete) that ended well runs again only when something that waits for it is
 * about to start, or when it was named: so a second `up` changes nothing.
 */
function withJobsSettled(
  input: ActionInput,
  actions: ReadonlyMap<ServiceName, readonly Action[]>,
): ReadonlyMap<ServiceName, readonly Action[]> {
  const { project, options } = input;
  const isNamed = options.targets.size < options.selected.size;
  const settled = new Map(actions);
  const waiters = jobWaiters(project);
  for (const name of [...serviceOrder(project)].reverse()) {
    const own = settled.get(name);
    if (own === undefined) continue;
    const waiting = waiters.get(name) ?? [];
    if (waiting.length === 0 || (isNamed && options.targets.has(name))) continue;
    const isNeeded = waiting.some((waiter) => (settled.get(waiter) ?? []).some(startsSomething));
    if (isNeeded) continue;
    settled.set(
      name,
      own.map((action) =>
        action.kind === 'start' && action.old.state === 'exited' && action.old.exitCode === 0
          ? { kind: 'finished', service: action.service, replica: action.replica, old: action.old }
          : action,
      ),
    );
  }
  return settled;
}

/** Jobs, each with the services that wait for it to complete. */
function jobWaiters(project: Project): ReadonlyMap<ServiceName, readonly ServiceName[]> {
  const waiters = new Map<ServiceName, ServiceName[]>();
  for (const service of project.services.values()) {
    for (const [name, { condition }] of service.dependsOn) {
      if (condition !== 'service_completed_successfully') continue;
      waiters.set(name, [...(waiters.get(name) ?? []), service.name]);
    }
  }
  return waiters;
}

function startsSomething(action: Action): boolean {
  return (
    action.kind === 'create' ||
    action.kind === 'start' ||
    (action.kind === 'recreate' && action.onlyIf === undefined)
  );
}

function networkNames(input: ActionInput, { service }: ServiceDesign): readonly string[] {
  if (service.networking.kind !== 'bridge') return [];
  return service.networking.attachments.map(
    ({ network }) => input.project.networks.get(network)?.name ?? network,
  );
}

/** A paused one is to go on, so it does not count. */
function isRunning(container: ObservedContainer): boolean {
  return container.state === 'running' || container.state === 'stopping';
}

function stateReason(container: ObservedContainer): string {
  if (container.state === 'exited') return `it has exited (${container.exitCode ?? 0})`;
  return container.state === 'created' || container.state === 'initialized'
    ? 'it was never started'
    : `it is ${container.state}`;
}
