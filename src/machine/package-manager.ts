import type { Host } from '../host/host.ts';

/** A package manager whose commands we know. */
export type PackageManager = 'apt-get' | 'dnf' | 'zypper' | 'pacman' | 'apk' | 'brew' | 'winget';

/** In the order in which they are looked for: a system's own one before those that can be added to it. */
const managers: readonly PackageManager[] = ['apt-get', 'dnf', 'zypper', 'pacman', 'apk', 'brew', 'winget'];

/** How each installs packages without asking again; the names follow the last command's words. */
const installers: Readonly<Record<PackageManager, readonly (readonly string[])[]>> = {
  'apt-get': [
    ['apt-get', 'update'],
    ['apt-get', 'install', '--yes', '--no-install-recommends'],
  ],
  dnf: [['dnf', 'install', '--assumeyes']],
  zypper: [['zypper', '--non-interactive', 'install']],
  pacman: [['pacman', '--sync', '--noconfirm', '--needed']],
  apk: [['apk', 'add']],
  brew: [['brew', 'install']],
  winget: [['winget', 'install', '--accept-package-agreements', '--accept-source-agreements']],
};

/** The same for packages that are installed and have lost files; undefined where the usual command mends that, too. */
const reinstallers: Readonly<Partial<Record<PackageManager, readonly string[]>>> = {
  'apt-get': ['apt-get', 'install', '--yes', '--no-install-recommends', '--reinstall'],
  dnf: ['dnf', 'reinstall', '--assumeyes'],
  zypper: ['zypper', '--non-interactive', 'install', '--force'],
  pacman: ['pacman', '--sync', '--noconfirm'],
  apk: ['apk', 'fix'],
};

/** The first package manager that is there. */
export async function findPackageManager(host: Host): Promise<PackageManager | undefined> {
  for (const manager of managers) {
    if ((await host.processes.find(manager)) !== undefined) return manager;
  }
  return undefined;
}

/** The commands, as lists of words, that install packages; none of them asks. */
export function installationOf(
  manager: PackageManager,
  packages: readonly string[],
): readonly (readonly string[])[] {
  const commands = installers[manager];
  return commands.map((words, index) => (index === commands.length - 1 ? [...words, ...packages] : words));
}

/** The commands that bring back files of packages which are installed. */
export function reinstallationOf(
  manager: PackageManager,
  packages: readonly string[],
): readonly (readonly string[])[] {
  const again = reinstallers[manager];
  if (again === undefined) return installationOf(manager, packages);
  const [before] = installers[manager].slice(0, -1);
  return [...(before === undefined ? [] : [before]), [...again, ...packages]];
}

/** True for managers that must not be run as root. */
export function isOfUser(manager: PackageManager): boolean {
  return manager === 'brew' || manager === 'winget';
}

/** True for the name of a program that installs packages. */
export function isPackageManager(program: string): boolean {
  return managers.some((manager) => manager === program);
}
