import { dirname } from 'node:path';
import type { Check } from '../check.ts';
import { advice, fine } from '../check.ts';
import type { Facts } from '../facts.ts';
import { ofPodmanInfo } from './host-podman.ts';

const wanted = ['cpu', 'memory', 'pids'] as const;
const dropIn = '/etc/systemd/system/user@.service.d/60-selkie-delegate.conf';

/** The controllers that Podman can set limits with. */
export const controllers: Check = {
  name: 'controllers',
  group: 'kernel',
  looksAt: 'whether the controllers `cpu`, `memory` and `pids` are delegated to who runs containers',
  why: 'limits of the compose file (`cpus`, `mem_limit`, `pids_limit`) are set with them; a container with one that is missing does not start',
  run: ofPodmanInfo(async (info, facts) => {
    const missing = wanted.filter((name) => !info.controllers.includes(name));
    if (missing.length === 0) return fine(info.controllers.join(' '));
    const found = `${missing.length === 1 ? 'the controller' : 'the controllers'} ${missing.map((name) => `\`${name}\``).join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`;
    const onHost = ((await facts.text('/sys/fs/cgroup/cgroup.controllers')) ?? '').trim().split(/\s+/);
    const limited = limitedServices(facts);
    const kernelLacks = missing.filter((name) => !onHost.includes(name));
    if (kernelLacks.length > 0) {
      return {
        state: limited.length > 0 ? 'warning' : 'note',
        found: `${found} on this host${limited.length > 0 ? `, and ${limited.join(', ')} would be limited by ${missing.length === 1 ? 'it' : 'them'}` : ''}`,
        fix: advice(
          onHost.includes('cpu') && kernelLacks.includes('memory')
            ? 'boot with `cgroup_enable=memory` on the kernel’s command line'
            : 'give the container or machine that this host is more controllers, or take limits out of the compose file',
        ),
      };
    }
    if (!info.isRootless) {
      return { state: 'warning', found, fix: advice('see `systemctl show -p Delegate podman.service`') };
    }
    return {
      state: 'warning',
      found: `${found} for an ordinary user`,
      fix: [
        { kind: 'write', path: dropIn, text: '[Service]\nDelegate=cpu cpuset io memory pids\n', by: 'root' },
        { kind: 'run', command: ['systemctl', 'daemon-reload'], by: 'root' },
        { kind: 'advice', text: `log out and in again (\`${dirname(dropIn)}\` holds from the next login)` },
      ],
    };
  }),
};

function limitedServices({ project }: Facts): readonly string[] {
  const services = [...(project?.services.values() ?? [])];
  return services
    .filter(({ resources: { cpus, memoryBytes, pidsLimit, cpuShares, cpuQuotaUs } }) =>
      [cpus, memoryBytes, pidsLimit, cpuShares, cpuQuotaUs].some((limit) => limit !== undefined),
    )
    .map(({ name }) => name);
}
