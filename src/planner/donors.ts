import type { ServiceName } from '../model/ids.ts';
import type { Service } from '../model/service.ts';

/** What a service has from a container of another: a namespace of it, or all its volumes. */
export interface Donor {
  readonly service: ServiceName;
  readonly what: 'network namespace' | 'PID namespace' | 'IPC namespace' | 'volume';
  /** The key of the service that says so. */
  readonly key: string;
}

/** The services whose containers have to be there before one of this service can be made. */
export function donorsOf({ networking, pidMode, ipcMode, volumesFrom }: Service): readonly Donor[] {
  const donors: Donor[] = [];
  if (networking.kind === 'join-service') {
    donors.push({ service: networking.service, what: 'network namespace', key: 'network_mode' });
  }
  if (pidMode?.kind === 'service')
    donors.push({ service: pidMode.service, what: 'PID namespace', key: 'pid' });
  if (ipcMode?.kind === 'service')
    donors.push({ service: ipcMode.service, what: 'IPC namespace', key: 'ipc' });
  for (const { from } of volumesFrom) {
    if (from.kind === 'service') donors.push({ service: from.service, what: 'volume', key: 'volumes_from' });
  }
  return donors;
}
