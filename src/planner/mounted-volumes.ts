import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';

/** Names on the engine of the volumes that a service mounts by name, sorted. */
export function mountedVolumes(project: Project, service: Service): readonly string[] {
  const names = service.mounts.flatMap((mount) =>
    mount.kind === 'volume' && mount.source !== undefined
      ? [project.volumes.get(mount.source)?.name ?? mount.source]
      : [],
  );
  return [...new Set(names)].sort();
}
