import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { donorsOf } from './donors.ts';
import type { ObservedState } from './observed.ts';
import type { ReconcileOptions } from './reconcile-options.ts';

/**
 * Services that use a namespace or the volumes of another whose container is not there and is not to be made: it is left out
 * (`--no-deps`), or scaled to nothing, which takes away the container that is there.
 */
export function checkSharing(
  project: Project,
  selected: readonly Service[],
  observed: ObservedState,
  options: ReconcileOptions,
): readonly Diagnostic[] {
  const replicas = (name: ServiceName): number | undefined =>
    options.selected.has(name)
      ? (options.scale.get(name) ?? project.services.get(name)?.replicas)
      : undefined;
  const isThere = (name: ServiceName): boolean =>
    (replicas(name) ??
      observed.containers.filter(({ service, isOneOff }) => service === name && !isOneOff).length) > 0;
  return selected.flatMap((service) =>
    (replicas(service.name) === 0 ? [] : donorsOf(service))
      .filter((donor) => !isThere(donor.service))
      .map(({ what, service: owner, key }) => {
        const span = project.origins.find(['services', service.name, key]);
        const isNone = replicas(owner) === 0;
        return diagnose('plan/nothing-to-share', { service: service.name, what, owner, isNone }, span);
      }),
  );
}
