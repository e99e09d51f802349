import { formatVersion, isAtLeast, parseVersion } from '../../../podman/version.ts';
import { candidateVersion } from '../candidate.ts';
import type { Check } from '../check.ts';
import { advice, fine, notApplicable } from '../check.ts';
import { installSteps } from '../programs.ts';
import { ownEngine } from './host-podman.ts';

const oldest = [4, 3, 0] as const;
const recommended = [5, 0, 0] as const;
/** A package that is older is not worth installing: a machine has a current one. */
const worthwhile = [4, 4, 0] as const;

/** Podman itself. */
export const podman: Check = {
  name: 'podman',
  group: 'engine',
  looksAt: 'whether Podman is installed and new enough: 4.3 is the oldest that works, 5.0 has what pods need',
  why: 'Podman is what runs the containers; Selkie tells it what to do',
  run: async (facts) => {
    const place = await facts.place();
    if (place !== 'host' && (await facts.engine()).connection !== undefined) {
      return notApplicable('containers do not run on this host');
    }
    const path = await facts.podman();
    if (path === undefined) return missing(facts);
    const told = await facts.run(path, ['--version']);
    const version = parseVersion(/\d+\.\d+\S*/.exec(told?.stdout ?? '')?.[0] ?? '');
    if (version === undefined) {
      return {
        state: 'error',
        found: `\`${path} --version\` prints no version`,
        fix: told === undefined ? await installSteps(facts, ['podman']) : [],
        follows: ['podman-works'],
      };
    }
    const words = `Podman ${formatVersion(version)} in \`${path}\``;
    if (isAtLeast(version, recommended)) return fine(words);
    const isTooOld = !isAtLeast(version, oldest);
    return {
      state: isTooOld ? 'error' : 'warning',
      found: `${words} is ${isTooOld ? 'too old' : 'old: 5.0 or newer is better tried and does more'}`,
      fix: advice(`take a newer release of the distribution, or ${ownEngine(facts)}`),
    };
  },
};

async function missing(facts: Parameters<Check['run']>[0]): ReturnType<Check['run']> {
  const found = 'no `podman` is installed';
  if (facts.host.platform !== 'linux') {
    return { state: 'error', found, fix: await installSteps(facts, ['podman']) };
  }
  const candidate = await candidateVersion(facts);
  if (candidate !== undefined && !isAtLeast(candidate, worthwhile)) {
    return {
      state: 'error',
      found: `${found}, and the package is ${formatVersion(candidate)}, which is too old to be worth it`,
      fix: advice(ownEngine(facts)),
    };
  }
  return { state: 'error', found, fix: await installSteps(facts, ['podman']) };
}
