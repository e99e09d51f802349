import type { Check, FixStep } from '../check.ts';
import { fine } from '../check.ts';
import type { Facts } from '../facts.ts';
import type { ProgramName } from '../packages.ts';
import { findHelper, findProgram, installSteps, linkToHelper } from '../programs.ts';
import { notOfThisHost } from './host-podman.ts';

/** catatonit and rootlessport. */
export const helpers: Check = {
  name: 'helpers',
  group: 'programs',
  looksAt: '`catatonit` and (for ordinary users) `rootlessport` in the folders of Podman’s helpers',
  why: 'pods need the one, and ports that are published on networks the other',
  run: async (facts) => {
    const verdict = await notOfThisHost(facts);
    if (verdict !== undefined) return verdict;
    const wanted: readonly ProgramName[] = (await facts.isRootless())
      ? ['catatonit', 'rootlessport']
      : ['catatonit'];
    const missing: ProgramName[] = [];
    const misplaced: (readonly [name: ProgramName, path: string])[] = [];
    for (const name of wanted) {
      if ((await findHelper(facts, name)) !== undefined) continue;
      const elsewhere = await findProgram(facts, name);
      // Podman takes catatonit from PATH as well.
      if (elsewhere === undefined) missing.push(name);
      else if (name !== 'catatonit') misplaced.push([name, elsewhere]);
    }
    if (missing.length === 0 && misplaced.length === 0) {
      return fine(wanted.map((name) => `\`${name}\``).join(' and '));
    }
    const found = [
      ...missing.map((name) => `there is no \`${name}\``),
      ...misplaced.map(([name, path]) => `\`${name}\` is in \`${path}\`, where Podman does not look`),
    ].join('; ');
    const links = await Promise.all(misplaced.map(([name, path]) => linkToHelper(facts, name, path)));
    return { state: 'error', found, fix: [...(await installAll(facts, missing)), ...links] };
  },
};

async function installAll(facts: Facts, missing: readonly ProgramName[]): Promise<readonly FixStep[]> {
  return missing.length === 0 ? [] : installSteps(facts, missing);
}
