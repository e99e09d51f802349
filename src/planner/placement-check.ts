import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { ProjectDesign } from './design.ts';
import type { ServicePlacement } from './placement.ts';
import type { ReconcileOptions } from './reconcile-options.ts';

/** Services that have to be in the pod, by `--placement pod` or by the file, and cannot: each with its reason. */
export function refusedPlacements(
  project: Project,
  selected: readonly Service[],
  { services }: ProjectDesign,
  { placement: mode }: ReconcileOptions,
): readonly Diagnostic[] {
  return selected.flatMap((service) => {
    const own = services.get(service.name);
    const isAsked = mode === 'pod' ? service.placement !== 'beside' : service.placement === 'pod';
    const reason = own === undefined || own.replicas === 0 ? undefined : reasonOf(own.placement);
    if (!isAsked || reason === undefined) return [];
    const span = project.origins.find(['services', service.name]);
    return [diagnose('plan/not-in-pod', { service: service.name, reason }, span)];
  });
}

/** Extra hosts that have no address, which Podman takes for an error. */
export function hostWarnings(project: Project, selected: readonly Service[]): readonly Diagnostic[] {
  return selected.flatMap(({ name, extraHosts }) =>
    extraHosts
      .filter(({ address }) => address === '')
      .map(({ host }) =>
        diagnose(
          'plan/host-without-address',
          { service: name, host },
          project.origins.find(['services', name, 'extra_hosts']),
        ),
      ),
  );
}

/** Options of `pod_args` that have no effect here. */
export function podOptionWarnings({ placement, origins }: Project): readonly Diagnostic[] {
  return placement.podOptions.unapplied.map(([option, why]) =>
    diagnose('plan/pod-option', { option, why }, origins.find(['x-podman', 'pod_args'])),
  );
}

function reasonOf(placement: ServicePlacement): string | undefined {
  if (placement.kind === 'beside') return placement.reason;
  return placement.kind === 'mode' ? `it has a network mode of its own (${placement.mode})` : undefined;
}
