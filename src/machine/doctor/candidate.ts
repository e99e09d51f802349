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

/** The version of Podman that the package manager would install; undefined when it does not say. */
export async function candidateVersion(facts: Facts): Promise<Version | undefined> {
  const manager = await facts.packageManager();
  const question = manager === undefined ? undefined : questions[manager];
  if (question === undefined) return undefined;
  const [program, ...args] = question.command;
  const text = (await facts.run(program, args))?.stdout ?? '';
  const found = question.version.exec(text)?.[1];
  // Packages of Debian may have an epoch before the version.
  return found === undefined ? undefined : parseVersion(found.replace(/^\d+:/, ''));
}
