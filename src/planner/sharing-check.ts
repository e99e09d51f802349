import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { donorsOf } from './donors.ts';
import type { ObservedState } from './observed.ts';
import type { ReconcileOptions } from './reconcile-options.ts';

/** Services that use a namespace or the volumes of another whose container is not there and is not to be made (`--no-deps`). */
export function checkSharing(
  project: Project,
  selected: readonly Service[],
  observed: ObservedState,
  options: ReconcileOptions,
): readonly Diagnostic[] {
  const isThere = (name: ServiceName): boolean =>
    options.selected.has(name) ||
    observed.containers.some(({ service, isOneOff }) => service === name && !isOneOff);
  return selected.flatMap((service) =>
    donorsOf(service)
      .filter((donor) => !isThere(donor.service))
      .map(({ what, service: owner, key }) => {
        const span = project.origins.find(['services', service.name, key]);
        return diagnose('plan/nothing-to-share', { service: service.name, what, owner }, span);
      }),
  );
}
