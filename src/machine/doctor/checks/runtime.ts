import type { Check } from '../check.ts';
import { fine } from '../check.ts';
import type { ProgramName } from '../packages.ts';
import { findProgram, installSteps } from '../programs.ts';
import { notOfThisHost } from './host-podman.ts';

/** conmon and the OCI runtime. */
export const runtime: Check = {
  name: 'runtime',
  group: 'programs',
  looksAt: '`conmon` and an OCI runtime: `crun`, `runc`, or the one that containers.conf names',
  why: 'Podman starts each container through them; without one it does not even start itself',
  run: async (facts) => {
    const verdict = await notOfThisHost(facts);
    if (verdict !== undefined) return verdict;
    const named = (await facts.engineSettings())['runtime'];
    const wanted = typeof named === 'string' && named !== '' ? [named] : ['crun', 'runc'];
    const runtimes = await Promise.all(wanted.map((name) => findProgram(facts, name)));
    const conmon = await findProgram(facts, 'conmon');
    const program = runtimes.find((path) => path !== undefined);
    const missing: ProgramName[] = [];
    if (conmon === undefined) missing.push('conmon');
    if (program === undefined) missing.push('crun');
    if (missing.length === 0) return fine(`\`${program ?? ''}\` and \`${conmon ?? ''}\``);
    const names = [
      ...(conmon === undefined ? ['`conmon`'] : []),
      ...(program === undefined ? [wanted.map((name) => `\`${name}\``).join(' or ')] : []),
    ];
    return {
      state: 'error',
      found: `there is no ${names.join(', and no ')}`,
      fix: await installSteps(facts, missing),
    };
  },
};
