import type { Check, Verdict } from '../check.ts';
import { notApplicable } from '../check.ts';
import type { Facts } from '../facts.ts';
import type { PodmanInfo } from '../podman-info.ts';

/** Why nothing of a Linux host's own Podman is looked at; undefined where it is what runs containers. */
export async function notOfThisHost(facts: Facts): Promise<Verdict | undefined> {
  if (facts.host.platform !== 'linux') return notApplicable('only Linux runs containers without a machine');
  const place = await facts.place();
  if (place === 'machine') return notApplicable('containers run in a machine');
  if (place === 'elsewhere') return notApplicable('containers do not run on this host');
  return (await facts.podman()) === undefined ? notApplicable('no `podman` is installed') : undefined;
}

/** The same for what only an ordinary user's Podman needs. */
export async function notOfAnOrdinaryUser(facts: Facts): Promise<Verdict | undefined> {
  const verdict = await notOfThisHost(facts);
  if (verdict !== undefined) return verdict;
  return (await facts.isRootless()) ? undefined : notApplicable('containers are root’s');
}

/** Looks at what `podman info` says, where that is of a Podman on this Linux host. */
export function ofPodmanInfo(look: (info: PodmanInfo, facts: Facts) => Promise<Verdict>): Check['run'] {
  return async (facts) => {
    const verdict = await notOfThisHost(facts);
    if (verdict !== undefined) return verdict;
    const { info } = await facts.info();
    if (info !== undefined) return look(info, facts);
    return {
      state: 'warning',
      found: 'Podman does not say',
      fix: [],
      follows: ['podman-works', 'podman', 'engine'],
    };
  };
}

/** What helps where this host's own Podman cannot be good. */
export function ownEngine({ host }: Facts): string {
  return `let Selkie bring an engine of its own: \`selkie bootstrap\`${host.uid === 0 ? '' : ' as root'}`;
}
