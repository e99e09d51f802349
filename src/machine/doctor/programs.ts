import type { PackageManager } from '../package-manager.ts';
import type { FixStep } from './check.ts';
import type { Facts } from './facts.ts';
import type { ProgramName } from './packages.ts';
import { packagesOf } from './packages.ts';

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

/** A link to a program in the first of Podman's folders for helpers that is there, where Podman finds it. */
export async function linkToHelper(facts: Facts, name: string, target: string): Promise<FixStep> {
  const folders = await helperFoldersOf(facts);
  const found = await Promise.all(
    folders.map((folder) => facts.host.files.stat(folder).catch(() => undefined)),
  );
  const there = folders.find((_, index) => found[index]?.kind === 'directory');
  return {
    kind: 'link',
    path: `${there ?? folders.at(-1) ?? '/usr/lib/podman'}/${name}`,
    target,
    by: 'root',
  };
}

/** The folders that Podman looks for helpers in. */
async function helperFoldersOf(facts: Facts): Promise<readonly string[]> {
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
  const wanted = [...new Set(programs.flatMap((program) => packagesOf(program, manager, facts.host.arch)))];
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
