import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { ObservedContainer, ObservedState } from './observed.ts';
import { label } from './labels.ts';
import { containerKey } from './container-keys.ts';
import type { PlanBuilder } from './plan-builder.ts';
import type { ReconcileOptions } from './reconcile-options.ts';
import { dependentsAmong, serviceGraph } from './service-graph.ts';

/**
 * Containers of services that the file does not have (a service that is only off is no orphan) and one-offs that have ended:
 * named, or removed when asked for.
 */
export function addOrphanSteps(
  builder: PlanBuilder,
  project: Project,
  observed: ObservedState,
  options: ReconcileOptions,
): readonly Diagnostic[] {
  const orphans = observed.containers.filter((container) => isOrphan(project, container));
  if (!options.removeOrphans) {
    const services = [
      ...new Set(
        orphans
          // What a hook that failed left for a look goes by itself.
          .filter(({ labels }) => !labels.has(label.hook))
          .map(({ isOneOff, service, name }) => (isOneOff ? name : (service ?? name))),
      ),
    ];
    return services.length === 0
      ? []
      : [diagnose('plan/orphans', { project: project.name, services: services.sort() })];
  }
  const dependents = dependentsAmong(serviceGraph(undefined, orphans), orphans);
  for (const old of orphans) {
    const container = { name: old.name, id: old.id, service: old.service ?? '', replica: old.replica ?? 1 };
    const because = old.isOneOff ? 'a one-off that has ended' : 'no service of the file has it';
    if (builder.has(containerKey.remove(old.name))) continue;
    if (old.state === 'running') {
      builder.add(containerKey.stop(old.name), {
        kind: 'stop-container',
        container,
        graceMs: options.graceMs,
        because,
      });
    }
    builder.add(
      containerKey.remove(old.name),
      { kind: 'remove-container', container, withVolumes: false, because },
      [containerKey.stop(old.name), ...dependents(old).map(({ name }) => containerKey.remove(name))],
    );
  }
  return [];
}

function isOrphan(project: Project, container: ObservedContainer): boolean {
  if (container.isOneOff) return container.state === 'exited' || container.state === 'stopped';
  const name = container.service as ServiceName | undefined;
  return name === undefined || !(project.services.has(name) || project.disabledServices.has(name));
}
