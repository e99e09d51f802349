import { createHash } from 'node:crypto';
import type { Host } from '../../host/host.ts';
import type { MachinePaths } from '../state-dir.ts';
import { cgroupMount, readMounts } from './mount-table.ts';
import { readIfThere } from './process-identity.ts';

/** Where a machine's processes go. */
export interface CgroupPlace {
  /** Where the host's cgroup v2 tree is; undefined: it has none. */
  readonly mount: string | undefined;
  /** Ours to make; undefined: the scope that systemd makes. */
  readonly path: string | undefined;
  /** The name of the scope, where systemd rules the tree. */
  readonly scope: string | undefined;
}

/** The place for a machine's processes: under systemd a scope that is delegated to us, else a folder of our own. */
export async function cgroupPlace(host: Host, paths: MachinePaths): Promise<CgroupPlace> {
  const mount = cgroupMount(await readMounts(host));
  const name = cgroupName(paths.dir);
  const isSystemd = (await host.files.stat('/run/systemd/system')) !== undefined;
  if (isSystemd && (await host.processes.find('systemd-run')) !== undefined) {
    return { mount, path: undefined, scope: `${name}.scope` };
  }
  return { mount, path: mount === undefined ? undefined : `${mount}/${name}`, scope: undefined };
}

/** What the cgroup of the machine in a folder is called: no other machine's, whatever its name and state folder. */
export function cgroupName(dir: string): string {
  return `selkie-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`;
}

/** The cgroup that a machine was put into at its last boot. */
export async function notedCgroup(host: Host, paths: MachinePaths): Promise<string | undefined> {
  const text = await readIfThere(host, paths.cgroup);
  return text === undefined || text === '' ? undefined : text;
}

/** Kills all that is left in a machine's cgroup and takes the cgroup away; nothing there is fine. */
export async function removeCgroup(host: Host, path: string, signal: AbortSignal): Promise<void> {
  if ((await host.files.stat(path)) === undefined) return;
  await host.processes.run('tee', [`${path}/cgroup.kill`], { input: '1\n', signal });
  // Processes take a moment to die, and a cgroup with one in it cannot be removed.
  for (let round = 0; round < 100; round++) {
    await host.processes.run('find', [path, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', ';'], { signal });
    if ((await host.files.stat(path)) === undefined) return;
    await host.clock.sleep(20, signal);
  }
}
