import type { PackageManager } from '../package-manager.ts';

/** Programs that are looked for, by the name they are called by. */
export type ProgramName =
  | 'podman'
  | 'conmon'
  | 'crun'
  | 'netavark'
  | 'aardvark-dns'
  | 'pasta'
  | 'slirp4netns'
  | 'catatonit'
  | 'rootlessport'
  | 'newuidmap'
  | 'fuse-overlayfs'
  | 'user-bus'
  | 'gvproxy'
  | 'qemu'
  | 'virtiofsd'
  | 'ssh-keygen';

/** Names of packages; a function of the processor where they are named for it. */
type Names = readonly string[] | ((arch: string) => readonly string[]);

type Exceptions = Readonly<Partial<Record<PackageManager, Names>>>;

const isArm = (arch: string): boolean => arch.startsWith('arm');

/**
 * What brings a program where the package has another name than the program, or one does not do. Debian's names, and that its
 * package of Podman only recommends what pods, names and rootless containers need, were seen on Debian 12, 13 and sid. The
 * others come from documents: Fedora's from Podman's own rpm/podman.spec (it requires catatonit, conmon and
 * containers-common-extra, which brings the rest; podman-machine brings gvproxy, qemu and virtiofsd, and links virtiofsd to where
 * Podman looks), Arch's from its page of podman (passt, catatonit, conmon and shadow are required), Alpine's shadow-subids and
 * openssh-keygen from scripts of others that install them. Unconfirmed are openSUSE's names, Alpine's gvisor-tap-vsock and Fedora's
 * shadow-utils: the package manager says so itself where one is wrong, and installs nothing.
 */
const exceptions: Readonly<Partial<Record<ProgramName, Exceptions>>> = {
  podman: {
    'apt-get': [
      ...['podman', 'crun', 'netavark', 'aardvark-dns', 'passt', 'catatonit', 'uidmap'],
      'dbus-user-session',
    ],
    pacman: ['podman', 'crun', 'netavark', 'aardvark-dns', 'passt', 'catatonit'],
    apk: ['podman', 'crun', 'netavark', 'aardvark-dns', 'passt', 'catatonit', 'shadow-subids'],
  },
  pasta: everywhere('passt'),
  rootlessport: everywhere('podman'),
  newuidmap: {
    ...everywhere('shadow'),
    'apt-get': ['uidmap'],
    dnf: ['shadow-utils'],
    apk: ['shadow-subids'],
  },
  'user-bus': {
    ...everywhere('dbus'),
    'apt-get': ['dbus-user-session'],
    dnf: ['dbus-daemon'],
    zypper: ['dbus-1'],
  },
  gvproxy: { ...everywhere('gvisor-tap-vsock'), 'apt-get': ['gvproxy'], dnf: ['podman-machine'] },
  qemu: {
    'apt-get': (arch) => [isArm(arch) ? 'qemu-system-arm' : 'qemu-system-x86', 'qemu-utils'],
    dnf: ['qemu-kvm-core', 'qemu-img'],
    zypper: (arch) => [isArm(arch) ? 'qemu-arm' : 'qemu-x86', 'qemu-tools'],
    pacman: ['qemu-base'],
    apk: (arch) => [isArm(arch) ? 'qemu-system-aarch64' : 'qemu-system-x86_64', 'qemu-img'],
  },
  'ssh-keygen': {
    ...everywhere('openssh'),
    'apt-get': ['openssh-client'],
    dnf: ['openssh-clients'],
    apk: ['openssh-keygen'],
  },
};

/** Where Podman comes in one piece, whatever is missing. */
const wholes: Readonly<Partial<Record<PackageManager, string>>> = {
  brew: 'podman',
  winget: 'RedHat.Podman',
};

/** The packages that bring a program to a processor that Node calls `arch`. */
export function packagesOf(program: ProgramName, manager: PackageManager, arch: string): readonly string[] {
  const whole = wholes[manager];
  if (whole !== undefined) return [whole];
  const names = exceptions[program]?.[manager] ?? [program];
  return typeof names === 'function' ? names(arch) : names;
}

function everywhere(name: string): Exceptions {
  const names = [name];
  return { 'apt-get': names, dnf: names, zypper: names, pacman: names, apk: names };
}
