import type { Facts } from './facts.ts';
import type { FixStep } from './check.ts';
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
  | 'ssh';

type Names = Readonly<Record<PackageManager, readonly string[]>>;

/** The same name wherever packages are, and none where Podman comes in one piece. */
function everywhere(name: string, others: Partial<Names> = {}): Names {
  const names = [name];
  return {
    'apt-get': names,
    dnf: names,
    zypper: names,
    pacman: names,
    apk: names,
    brew: ['podman'],
    winget: ['RedHat.Podman'],
    ...others,
  };
}

/** The packages that bring each program. */
const packages: Readonly<Record<ProgramName, Names>> = {
  podman: everywhere('podman', {
    // Debian's only recommends what pods, names and rootless containers need.
    'apt-get': [
      'podman',
      'crun',
      'netavark',
      'aardvark-dns',
      'passt',
      'catatonit',
      'uidmap',
      'dbus-user-session',
    ],
    pacman: ['podman', 'crun', 'netavark', 'aardvark-dns', 'passt', 'catatonit'],
    apk: ['podman', 'crun', 'netavark', 'aardvark-dns', 'passt', 'catatonit', 'shadow-subids'],
  }),
  conmon: everywhere('conmon'),
  crun: everywhere('crun'),
  netavark: everywhere('netavark'),
  'aardvark-dns': everywhere('aardvark-dns'),
  pasta: everywhere('passt'),
  slirp4netns: everywhere('slirp4netns'),
  catatonit: everywhere('catatonit'),
  rootlessport: everywhere('podman'),
  newuidmap: everywhere('shadow', {
    'apt-get': ['uidmap'],
    dnf: ['shadow-utils-subid', 'shadow-utils'],
    apk: ['shadow-subids'],
  }),
  'fuse-overlayfs': everywhere('fuse-overlayfs'),
  'user-bus': everywhere('dbus', {
    'apt-get': ['dbus-user-session'],
    dnf: ['dbus-daemon'],
    zypper: ['dbus-1'],
  }),
  gvproxy: everywhere('gvisor-tap-vsock', { 'apt-get': ['gvproxy'], dnf: ['podman-machine'] }),
  qemu: everywhere('qemu', {
    'apt-get': ['qemu-system-x86', 'qemu-utils'],
    dnf: ['qemu-kvm-core', 'qemu-img'],
    zypper: ['qemu-x86', 'qemu-tools'],
    pacman: ['qemu-base'],
    apk: ['qemu-system-x86_64', 'qemu-img'],
  }),
  virtiofsd: everywhere('virtiofsd'),
  ssh: everywhere('openssh', {
    'apt-get': ['openssh-client'],
    dnf: ['openssh-clients'],
    apk: ['openssh-client'],
  }),
};

const toolsWithOwnPlaces: Readonly<Partial<Record<ProgramName, readonly string[]>>> = {
  conmon: [
    '/usr/libexec/podman',
    '/usr/local/libexec/podman',
    '/usr/local/lib/podman',
    '/run/current-system/sw/bin',
  ],
  virtiofsd: ['/usr/libexec', '/usr/lib/qemu', '/usr/lib'],
};

/** Where Podman looks for its helpers when its settings do not say. */
const helperFolders = [
  '/usr/local/libexec/podman',
  '/usr/local/lib/podman',
  '/usr/libexec/podman',
  '/usr/lib/podman',
] as const;

/** The folders that Podman looks for helpers in. */
export async function helperFoldersOf(facts: Facts): Promise<readonly string[]> {
  const named = (await facts.engineSettings())['helper_binaries_dir'];
  if (!Array.isArray(named)) return helperFolders;
  return named.filter((item): item is string => typeof item === 'string');
}

/** Path of a program as Podman would find it: among its helpers or on PATH. */
export async function findProgram(facts: Facts, name: string): Promise<string | undefined> {
  const own = Object.entries(toolsWithOwnPlaces).find(([tool]) => tool === name)?.[1] ?? [];
  for (const folder of own) {
    if (await isProgram(facts, `${folder}/${name}`)) return `${folder}/${name}`;
  }
  return (await facts.host.processes.find(name)) ?? (await findSystemProgram(facts, name));
}

/** Path of a helper, which Podman takes from its folders only. */
export async function findHelper(facts: Facts, name: string): Promise<string | undefined> {
  for (const folder of await helperFoldersOf(facts)) {
    if (await isProgram(facts, `${folder}/${name}`)) return `${folder}/${name}`;
  }
  return undefined;
}

/** Folders of root's PATH that an ordinary user's may lack. */
async function findSystemProgram(facts: Facts, name: string): Promise<string | undefined> {
  for (const folder of ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin']) {
    if (await isProgram(facts, `${folder}/${name}`)) return `${folder}/${name}`;
  }
  return undefined;
}

async function isProgram({ host }: Facts, path: string): Promise<boolean> {
  const found = await host.files.stat(path).catch(() => undefined);
  return found?.kind === 'file' && (found.mode & 0o111) !== 0;
}

/** The steps that bring programs through the package manager. */
export async function installSteps(
  facts: Facts,
  programs: readonly ProgramName[],
): Promise<readonly FixStep[]> {
  const manager = await facts.packageManager();
  if (manager === undefined) {
    const names = programs.map((name) => `\`${name}\``).join(', ');
    return [{ kind: 'advice', text: `install ${names}: no package manager that Selkie knows is here` }];
  }
  const wanted = [...new Set(programs.flatMap((program) => packages[program][manager]))];
  const there = await Promise.all(wanted.map((name) => isInstalled(facts, manager, name)));
  const of = (isAgain: boolean) => wanted.filter((_, index) => there[index] === isAgain);
  const lost = of(true);
  const missing = of(false);
  return [
    ...(missing.length === 0 ? [] : [{ kind: 'install', packages: missing, isAgain: false } as const]),
    // A package that is there needs no second install when others bring what is missing.
    ...(lost.length === 0 || missing.length > 0
      ? []
      : [{ kind: 'install', packages: lost, isAgain: true } as const]),
  ];
}

/** Whether the package is there, as far as its manager can say without a network. */
async function isInstalled({ run }: Facts, manager: PackageManager, name: string): Promise<boolean> {
  switch (manager) {
    case 'apt-get': {
      const found = await run('dpkg-query', ['--show', '--showformat', '${db:Status-Status}', name]);
      return found?.stdout === 'installed';
    }
    case 'dnf':
    case 'zypper':
      return (await run('rpm', ['--query', name]))?.exitCode === 0;
    case 'pacman':
      return (await run('pacman', ['--query', name]))?.exitCode === 0;
    case 'apk':
      return (await run('apk', ['info', '--installed', name]))?.exitCode === 0;
    case 'brew':
    case 'winget':
      return false;
  }
}
