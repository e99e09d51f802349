import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Version } from '../../podman/version.ts';
import { formatVersion, isAtLeast } from '../../podman/version.ts';
import type { Places } from './places.ts';
import type { Site } from './site.ts';

/** The first Podman that does not mind cgroup v1 beside v2: https://github.com/containers/common/pull/2162 */
const firstWithoutMind: Version = [5, 3, 0];

/**
 * Rejects where no unit of a user could stay up. Where anything of cgroup v1 is mounted beside v2, older Podman thinks that a
 * user's unit is not its own place, and goes elsewhere; systemd then believes neither it nor its containers.
 */
export async function refuseMixedCgroups(
  { files, processes }: Pick<Site, 'files' | 'processes'>,
  { scope }: Pick<Places, 'scope'>,
  version: Version,
  signal: AbortSignal,
): Promise<void> {
  if (scope === 'system' || isAtLeast(version, firstWithoutMind)) return;
  // Where v1 is all there is, Podman looks at it alone.
  if ((await files.stat('/sys/fs/cgroup/cgroup.controllers')) === undefined) return;
  // Not by the site's files: those of /proc have no size, by which a copy over ssh would go.
  const { stdout } = await processes.run('cat', ['/proc/self/cgroup'], { signal });
  const older = v1Controllers(stdout);
  if (older.length === 0) return;
  throw new ToolError(
    diagnose('systemd/mixed-cgroups', { version: formatVersion(version), controllers: older }),
  );
}

/** What `/proc/PID/cgroup` names of cgroup v1: its lines are `NUMBER:CONTROLLERS:PATH`, and that of v2 has no controllers. */
function v1Controllers(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [, controllers = ''] = line.split(':');
    return controllers === '' ? [] : [controllers];
  });
}
