import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import { decideActions } from './actions.ts';
import type { Action } from './actions.ts';
import { containerKey } from './container-keys.ts';
import { addContainerSteps } from './container-steps.ts';
import type { ContainerStepsInput } from './container-steps.ts';
import { designProject } from './design.ts';
import { addHooks, hooksIn } from './hooks.ts';
import { addImageSteps, imageKey } from './image-steps.ts';
import type { ObservedState } from './observed.ts';
import { addOrphanSteps } from './orphans.ts';
import type { PlacementNote, Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';
import { addPreStart, hookImageUsers } from './pre-start.ts';
import { addPortTrial } from './port-trial.ts';
import { decidePod } from './pod-steps.ts';
import type { PodAction } from './pod-steps.ts';
import { addAliasSteps, addNetworkSteps, changedNetworks, namingKeys, networkKey } from './network-steps.ts';
import type { NetworkStepsInput } from './network-steps.ts';
import { mountedVolumes } from './mounted-volumes.ts';
import { addSecretSteps, addVolumeSteps } from './resource-steps.ts';
import { addProviderSteps } from './providers.ts';
import type { ReconcileOptions } from './reconcile-options.ts';
import { hostWarnings, podOptionWarnings, refusedPlacements } from './placement-check.ts';
import { checkRestarts } from './restart-check.ts';
import { checkSharing } from './sharing-check.ts';
import { unappliedWarnings } from './unapplied-warnings.ts';

/**
 * What has to be done so that the selected services run as the file says. Pure: the same project, state and options give the
 * same plan, whatever the order of keys. `nowMs` is only compared with the ages of images.
 */
export function reconcile(
  project: Project,
  observed: ObservedState,
  options: ReconcileOptions,
  nowMs: number,
): Outcome<Plan> {
  const builder = new PlanBuilder();
  const design = designProject(project, observed, options);
  // Two containers of one name cannot even be planned.
  if (hasErrors(design.diagnostics)) return { value: undefined, diagnostics: design.diagnostics };
  const selected = [...project.services.values()]
    .filter((service) => options.selected.has(service.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const changed = changedNetworks(project, selected, observed);
  const pod = decidePod(project.name, design, observed, options.recreate === 'never');

  const diagnostics: Diagnostic[] = [
    ...unappliedWarnings(project, selected),
    ...checkRestarts(project, selected),
    ...hostWarnings(project, selected),
    ...checkSharing(project, selected, observed, options),
    ...(design.pod === undefined ? [] : podOptionWarnings(project)),
  ];
  const wanted = selected.filter(
    (service) => service.provider === undefined && (design.services.get(service.name)?.replicas ?? 0) > 0,
  );
  const imageUsers = options.start
    ? wanted.flatMap((service) => [service, ...hookImageUsers(service)])
    : wanted;
  diagnostics.push(...addImageSteps(builder, project, imageUsers, observed, options, nowMs));
  const actions = decideActions({
    project,
    observed,
    design,
    options,
    podRebuild: pod.kind === 'rebuild' ? pod.because : undefined,
    changedNetworks: changed,
    isImagePending: (image) => builder.has(imageKey(image)),
  });
  const leavers = removalKeys(actions, pod);
  const networks: NetworkStepsInput = {
    project,
    services: wanted,
    observed,
    design,
    changed,
    actions: [...actions.values()].flat(),
    pod,
    leavers,
  };
  diagnostics.push(
    ...addNetworkSteps(builder, networks),
    ...addVolumeSteps(builder, project, wanted, observed, recreatedVolumes(project, actions, options)),
  );
  addAliasSteps(builder, networks);
  addSecretSteps(builder, project, wanted, observed, options);
  addPodSteps(
    builder,
    pod,
    { leavers, joiners: joinerKeys(actions), named: namingKeys(networks) },
    options.start,
  );
  const steps: ContainerStepsInput = {
    project,
    actions,
    options,
    observed: observed.containers,
    named: namingKeys(networks),
  };
  addContainerSteps(builder, steps);
  if (options.start) addPreStart(builder, steps, design);
  diagnostics.push(...addOrphanSteps(builder, project, observed, options), ...design.diagnostics);
  const isPodNew = pod.kind === 'rebuild' || pod.kind === 'create';
  if (isPodNew && options.start && options.withoutRollback !== true && observed.hostPorts !== undefined) {
    addPortTrial(builder, pod.pod, observed.hostPorts);
  }
  if (options.areProvided !== true) addProviderSteps(builder, project, selected);
  addHooks(builder, hooksIn(project));
  diagnostics.push(...refusedPlacements(project, selected, design, options));
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics };

  const placement: PlacementNote[] = selected.flatMap((service) => {
    const own = design.services.get(service.name)?.placement;
    return own?.kind === 'beside' && service.provider === undefined
      ? [{ service: service.name, reason: own.reason }]
      : [];
  });
  return { value: builder.build(project.name, placement), diagnostics };
}

/** Keys of the steps that take containers away: a pod or network can go only after them. */
function removalKeys(actions: ReadonlyMap<string, readonly Action[]>, pod: PodAction): readonly string[] {
  const keys = [...actions.values()]
    .flat()
    .flatMap((action) =>
      action.kind === 'remove' || (action.kind === 'recreate' && action.isOldFirst)
        ? [containerKey.remove(action.old.name)]
        : [],
    );
  return pod.kind === 'rebuild' || pod.kind === 'remove' ? [...keys, 'pod:remove'] : keys;
}

/** Volumes to be made anew, each with the keys of the steps that take away who mounts it. */
function recreatedVolumes(
  project: Project,
  actions: ReadonlyMap<ServiceName, readonly Action[]>,
  { recreatedVolumes: names }: ReconcileOptions,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...(names ?? [])].map((volume) => {
      const users = [...actions].flatMap(([name, own]) => {
        const service = project.services.get(name);
        return service !== undefined && mountedVolumes(project, service).includes(volume) ? own : [];
      });
      return [
        volume,
        users.flatMap((action) => ('old' in action ? [containerKey.remove(action.old.name)] : [])),
      ];
    }),
  );
}

/** Keys of the steps that take away containers which move into the pod: it can only then have their ports. */
function joinerKeys(actions: ReadonlyMap<string, readonly Action[]>): readonly string[] {
  return [...actions.values()]
    .flat()
    .flatMap((action) =>
      action.kind === 'recreate' &&
      action.design.place.kind === 'pod' &&
      action.old.pod !== action.design.place.pod
        ? [containerKey.remove(action.old.name)]
        : [],
    );
}

function addPodSteps(
  builder: PlanBuilder,
  pod: PodAction,
  { leavers, joiners, named }: Readonly<Record<'leavers' | 'joiners' | 'named', readonly string[]>>,
  start: boolean,
): void {
  switch (pod.kind) {
    case 'none':
      return;
    case 'remove':
      builder.add(
        'pod:remove',
        { kind: 'remove-pod', pod: pod.name, graceMs: undefined, because: pod.because },
        leavers.filter((key) => key !== 'pod:remove'),
      );
      return;
    case 'keep':
      builder.keep({ kind: 'pod', name: pod.pod.name });
      if (pod.start !== undefined && start) {
        builder.add('pod:start', { kind: 'start-pod', pod: pod.pod.name, because: pod.start }, [
          ...joiners,
          ...named,
        ]);
      }
      return;
    case 'rebuild':
    case 'create': {
      const { because } = pod;
      if (pod.kind === 'rebuild') {
        builder.add(
          'pod:remove',
          { kind: 'remove-pod', pod: pod.there.name, graceMs: undefined, because },
          leavers.filter((key) => key !== 'pod:remove'),
        );
      }
      const networks = pod.pod.networks.map(({ name }) => networkKey(name));
      builder.add('pod:create', { kind: 'create-pod', pod: pod.pod, because }, ['pod:remove', ...networks]);
      if (start) {
        builder.add('pod:start', { kind: 'start-pod', pod: pod.pod.name, because }, [
          'pod:create',
          ...joiners,
        ]);
      }
      return;
    }
  }
}
