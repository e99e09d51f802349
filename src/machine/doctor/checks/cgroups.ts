import type { Check } from '../check.ts';
import { advice, fine, notApplicable } from '../check.ts';
import type { Facts } from '../facts.ts';

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
    const version = await cgroupVersion(facts);
    if (version === 'v2') return fine('version 2');
    return {
      state: version === 'hybrid' ? 'error' : 'warning',
      found:
        version === 'hybrid'
          ? 'versions 1 and 2 are mounted together'
          : version === 'v1'
            ? 'only version 1 is mounted, which Podman is giving up'
            : 'none are mounted on /sys/fs/cgroup',
      fix: advice(
        'boot with `systemd.unified_cgroup_hierarchy=1` on the kernel’s command line, or let Selkie make a machine: `selkie bootstrap` as root',
      ),
    };
  },
};

/** What /proc/self/mounts says of control groups. */
async function cgroupVersion(facts: Facts): Promise<'v2' | 'v1' | 'hybrid' | 'none'> {
  const mounts = ((await facts.text('/proc/self/mounts')) ?? '')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, path = '']) => `${path}/`.startsWith('/sys/fs/cgroup/'));
  const two = mounts.some(([, , type]) => type === 'cgroup2');
  const one = mounts.some(([, , type]) => type === 'cgroup');
  if (two && one) return 'hybrid';
  if (two) return 'v2';
  return one ? 'v1' : 'none';
}
