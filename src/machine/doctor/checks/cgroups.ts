import type { Check } from '../check.ts';
import { advice, fine, notApplicable } from '../check.ts';
import type { Facts } from '../facts.ts';
import { ownEngine } from './host-podman.ts';

/** Which version of control groups the kernel has mounted. */
export const cgroups: Check = {
  name: 'cgroups',
  group: 'kernel',
  looksAt: 'whether /sys/fs/cgroup is version 2 alone, version 1, or both (hybrid)',
  why: 'crun refuses both together, and an ordinary user’s containers have no limits without version 2',
  run: async (facts) => {
    if (facts.host.platform !== 'linux') return notApplicable('only Linux has them');
    const place = await facts.place();
    if (place !== 'host') return notApplicable('containers do not run on this host');
    const mode = await cgroupMode(facts);
    if (mode === 'v2') return fine('version 2');
    return {
      state: mode === 'mixed' ? 'error' : 'warning',
      found: {
        mixed: 'versions 1 and 2 share the controllers between them',
        v1: 'limits are those of version 1, which Podman is giving up',
        none: 'none are mounted on /sys/fs/cgroup',
      }[mode],
      fix: advice(
        `boot with \`systemd.unified_cgroup_hierarchy=1\` on the kernel’s command line, or ${ownEngine(facts)}`,
      ),
    };
  },
};

/** What programs take the host for: by what is mounted last on /sys/fs/cgroup itself, and on `unified` in it. */
async function cgroupMode({ text }: Facts): Promise<'v2' | 'v1' | 'mixed' | 'none'> {
  const mounts = ((await text('/proc/self/mounts')) ?? '').split('\n').map((line) => line.split(' '));
  const typeOf = (folder: string) => mounts.findLast(([, path]) => path === folder)?.[2];
  const isOfCgroups = mounts.some(
    ([, path = '', type]) => path.startsWith('/sys/fs/cgroup') && type === 'cgroup',
  );
  if (typeOf('/sys/fs/cgroup') === 'cgroup2') return 'v2';
  if (typeOf('/sys/fs/cgroup/unified') !== 'cgroup2') return isOfCgroups ? 'v1' : 'none';
  const controllers = (await text('/sys/fs/cgroup/unified/cgroup.controllers')) ?? '';
  return controllers.trim() === '' ? 'v1' : 'mixed';
}
