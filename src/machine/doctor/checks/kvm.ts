import type { Check } from '../check.ts';
import { advice, fine, notApplicable } from '../check.ts';
import { usesPodmanMachines } from '../machines.ts';

/** Hardware help for virtual machines. */
export const kvm: Check = {
  name: 'kvm',
  group: 'machines',
  looksAt:
    'whether /dev/kvm is there and the user may open it, where a `podman machine` is used or wanted on Linux',
  why: 'without it a virtual machine is emulated, and takes minutes for what takes seconds',
  run: async (facts) => {
    const { host } = facts;
    if (host.platform !== 'linux') return notApplicable('only Linux has it');
    if (!(await usesPodmanMachines(facts))) return notApplicable('nothing here uses `podman machine`');
    const device = await host.files.stat('/dev/kvm').catch(() => undefined);
    if (device === undefined) {
      return {
        state: 'warning',
        found: 'there is no /dev/kvm',
        fix: advice(
          'turn virtualization on in the firmware and `modprobe kvm_intel` or `kvm_amd`; in a virtual machine, its host must allow nesting',
        ),
      };
    }
    const opened = await facts.run('test', ['-r', '/dev/kvm', '-a', '-w', '/dev/kvm']);
    if (opened?.exitCode === 0) return fine('/dev/kvm can be opened');
    const user = await facts.userName();
    const groups = (await facts.run('id', ['-nG', user]))?.stdout.trim().split(' ') ?? [];
    if (groups.includes('kvm')) {
      return {
        state: 'note',
        found: `${user} is in the group \`kvm\`, and may open /dev/kvm from the next login on`,
        fix: advice('log out and in again'),
      };
    }
    return {
      state: 'warning',
      found: 'this user may not open /dev/kvm',
      fix: [
        { kind: 'run', command: ['usermod', '--append', '--groups', 'kvm', user], by: 'root' },
        { kind: 'advice', text: 'log out and in again: groups are given at login' },
      ],
    };
  },
};
