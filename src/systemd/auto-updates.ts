import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Emission } from './emission.ts';

const label = 'io.containers.autoupdate';

/** Says of services in the pod that `podman auto-update` takes a newer image into them by restarting all of the pod. */
export function updatesInPod({ containers, project }: Emission): readonly Diagnostic[] {
  const services = new Map(
    containers.flatMap(({ place, service }) =>
      place.kind === 'pod' && ['registry', 'local'].includes(service.labels.get(label) ?? '')
        ? [[service.name, service] as const]
        : [],
    ),
  );
  return [...services.keys()].map((service) =>
    diagnose('systemd/auto-update-pod', { service }, project.origins.find(['services', service])),
  );
}
