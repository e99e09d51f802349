import type { PackageManager } from '../package-manager.ts';
import type { Version } from '../../podman/version.ts';
import { parseVersion } from '../../podman/version.ts';
import type { Facts } from './facts.ts';

interface Question {
  readonly command: readonly [string, ...string[]];
  readonly version: RegExp;
}

/** How each package manager tells what it would install; the others have only recent ones. */
const questions: Readonly<Partial<Record<PackageManager, Question>>> = {
  'apt-get': { command: ['apt-cache', 'policy', 'podman'], version: /^\s*Candidate:\s*(\S+)/m },
  dnf: {
    command: [
      'dnf',
      '--quiet',
      'repoquery',
      '--queryformat',
      '%{version}\\n',
      '--latest-limit',
      '1',
      'podman',
    ],
    version: /(\d\S*)/,
  },
  apk: { command: ['apk', 'policy', 'podman'], version: /^\s+(\d\S*):$/m },
};

/** Releases whose own Podman is old, for when the package manager has not looked at its sources yet: `ID VERSION_ID` → version. */
const oldReleases: Readonly<Record<string, Version>> = {
  'debian 11': [3, 0, 1],
  'debian 12': [4, 3, 1],
  'ubuntu 20.04': [0, 0, 0],
  'ubuntu 22.04': [3, 4, 4],
  'ubuntu 24.04': [4, 9, 3],
};

/** The version of Podman that the package manager would install; undefined when nothing tells. */
export async function candidateVersion(facts: Facts): Promise<Version | undefined> {
  const manager = await facts.packageManager();
  const question = manager === undefined ? undefined : questions[manager];
  if (question === undefined) return undefined;
  const [program, ...args] = question.command;
  const text = (await facts.run(program, args))?.stdout ?? '';
  const found = question.version.exec(text)?.[1];
  // Packages of Debian may have an epoch before the version.
  const version = found === undefined ? undefined : parseVersion(found.replace(/^\d+:/, ''));
  return version ?? oldReleases[await releaseOf(facts)];
}

async function releaseOf(facts: Facts): Promise<string> {
  const text = (await facts.text('/etc/os-release')) ?? '';
  const value = (key: string) => new RegExp(`^${key}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
  return `${value('ID')} ${value('VERSION_ID')}`;
}
