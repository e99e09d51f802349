import { expect, test } from 'vitest';
import type { ProgramName } from '../../../src/machine/doctor/packages.ts';
import { packagesOf } from '../../../src/machine/doctor/packages.ts';
import type { PackageManager } from '../../../src/machine/package-manager.ts';

const managers: readonly PackageManager[] = ['apt-get', 'dnf', 'zypper', 'pacman', 'apk'];

// One line for each program, one column for each package manager: what is here was looked up, `packages.ts` says where.
test.each<readonly [ProgramName, string, string, string, string, string]>([
  ['conmon', 'conmon', 'conmon', 'conmon', 'conmon', 'conmon'],
  ['crun', 'crun', 'crun', 'crun', 'crun', 'crun'],
  ['netavark', 'netavark', 'netavark', 'netavark', 'netavark', 'netavark'],
  ['aardvark-dns', 'aardvark-dns', 'aardvark-dns', 'aardvark-dns', 'aardvark-dns', 'aardvark-dns'],
  ['catatonit', 'catatonit', 'catatonit', 'catatonit', 'catatonit', 'catatonit'],
  ['pasta', 'passt', 'passt', 'passt', 'passt', 'passt'],
  ['slirp4netns', 'slirp4netns', 'slirp4netns', 'slirp4netns', 'slirp4netns', 'slirp4netns'],
  [
    'fuse-overlayfs',
    'fuse-overlayfs',
    'fuse-overlayfs',
    'fuse-overlayfs',
    'fuse-overlayfs',
    'fuse-overlayfs',
  ],
  ['rootlessport', 'podman', 'podman', 'podman', 'podman', 'podman'],
  ['newuidmap', 'uidmap', 'shadow-utils', 'shadow', 'shadow', 'shadow-subids'],
  ['user-bus', 'dbus-user-session', 'dbus-daemon', 'dbus-1', 'dbus', 'dbus'],
  ['gvproxy', 'gvproxy', 'podman-machine', 'gvisor-tap-vsock', 'gvisor-tap-vsock', 'gvisor-tap-vsock'],
  ['virtiofsd', 'virtiofsd', 'virtiofsd', 'virtiofsd', 'virtiofsd', 'virtiofsd'],
  [
    'qemu',
    'qemu-system-x86 qemu-utils',
    'qemu-kvm-core qemu-img',
    'qemu-x86 qemu-tools',
    'qemu-base',
    'qemu-system-x86_64 qemu-img',
  ],
  ['ssh-keygen', 'openssh-client', 'openssh-clients', 'openssh', 'openssh', 'openssh-keygen'],
])('%s comes in the package that each distribution has for it', (program, ...names) => {
  expect(managers.map((manager) => packagesOf(program, manager, 'x64').join(' '))).toEqual(names);
});

test('an emulator is of the processor’s kind', () => {
  expect(managers.map((manager) => packagesOf('qemu', manager, 'arm64')[0])).toEqual([
    'qemu-system-arm',
    'qemu-kvm-core',
    'qemu-arm',
    'qemu-base',
    'qemu-system-aarch64',
  ]);
});

test('Homebrew and winget have Podman in one piece', () => {
  expect(packagesOf('gvproxy', 'brew', 'arm64')).toEqual(['podman']);
  expect(packagesOf('ssh-keygen', 'winget', 'x64')).toEqual(['RedHat.Podman']);
});
