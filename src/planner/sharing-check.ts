import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
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
    sharedWith(service)
      .filter(({ owner }) => !isThere(owner))
      .map(({ what, owner, key }) => {
        const span = project.origins.find(['services', service.name, key]);
        return diagnose('plan/nothing-to-share', { service: service.name, what, owner }, span);
      }),
  );
}

interface Shared {
  readonly what: string;
  readonly owner: ServiceName;
  readonly key: string;
}

function sharedWith({ networking, pidMode, ipcMode, volumesFrom }: Service): readonly Shared[] {
  const shared: Shared[] = [];
  if (networking.kind === 'join-service') {
    shared.push({ what: 'network namespace', owner: networking.service, key: 'network_mode' });
  }
  if (pidMode?.kind === 'service') shared.push({ what: 'PID namespace', owner: pidMode.service, key: 'pid' });
  if (ipcMode?.kind === 'service') shared.push({ what: 'IPC namespace', owner: ipcMode.service, key: 'ipc' });
  for (const { from } of volumesFrom) {
    if (from.kind === 'service') shared.push({ what: 'volume', owner: from.service, key: 'volumes_from' });
  }
  return shared;
}
