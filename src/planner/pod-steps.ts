import type { PodDesign } from './container-design.ts';
import type { ProjectDesign } from './design.ts';
import { label } from './labels.ts';
import { podName } from './names.ts';
import type { ObservedPod, ObservedState } from './observed.ts';

/** What happens with the project's pod. */
export type PodAction =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'keep';
      readonly pod: PodDesign;
      /** Set when its infra container has to be started. */ readonly start: string | undefined;
    }
  | { readonly kind: 'create'; readonly pod: PodDesign; readonly because: string }
  | { readonly kind: 'rebuild'; readonly pod: PodDesign; readonly because: string }
  | { readonly kind: 'remove'; readonly name: string; readonly because: string };

/** Compares the pod that runs with the one that the project needs. */
export function decidePod(
  project: string,
  design: ProjectDesign,
  observed: ObservedState,
  changedNetworks: ReadonlySet<string>,
  isRecreationOff: boolean,
): PodAction {
  const there = observed.pods.find((pod) => pod.name === podName(project));
  const { pod } = design;
  if (pod === undefined) {
    return there === undefined
      ? { kind: 'none' }
      : { kind: 'remove', name: there.name, because: 'no service is in it any more' };
  }
  if (there === undefined) return { kind: 'create', pod, because: 'not there yet' };
  const isInfraRunning = there.infraState === 'running';
  if (!isRecreationOff) {
    const because = rebuildReason(pod, there, design, observed, changedNetworks);
    if (because !== undefined) return { kind: 'rebuild', pod, because };
  }
  return { kind: 'keep', pod, start: isInfraRunning ? undefined : 'it is not running' };
}

/** Why the pod cannot stay: what it holds can only be given when it is created. */
function rebuildReason(
  pod: PodDesign,
  there: ObservedPod,
  design: ProjectDesign,
  observed: ObservedState,
  changedNetworks: ReadonlySet<string>,
): string | undefined {
  const changed = pod.networks.find(({ name }) => changedNetworks.has(name));
  if (changed !== undefined) return `network ${changed.name} changed`;
  if (there.labels.get(label.podHash) !== pod.labels.get(label.podHash)) {
    return 'its published ports, networks or host settings changed';
  }
  const isAlive = observed.containers.some(
    (container) => container.pod === there.name && container.state === 'running',
  );
  if (there.infraState !== 'running' && isAlive) return 'its infra container has ended';
  const had = new Set((there.labels.get(label.podNames) ?? '').split(' '));
  const added = (pod.labels.get(label.podNames) ?? '')
    .split(' ')
    .filter((name) => name !== '' && !had.has(name));
  const known = namesOfOwnAccord(design);
  const missing = added.find((name) => !known.has(name));
  return missing === undefined ? undefined : `it has to answer to the name ${missing}`;
}

/**
 * Names that Podman itself adds to the pod's hosts file while a member runs: its host name and its container name (seen
 * with 5.4 and 5.8). They serve inside the pod only, so nothing is known where a service lives beside it.
 */
function namesOfOwnAccord(design: ProjectDesign): ReadonlySet<string> {
  const members = [...design.services.values()];
  if (members.some(({ placement }) => placement.kind === 'beside')) return new Set();
  const names = members
    .filter(({ placement }) => placement.kind === 'pod')
    .flatMap(({ container }) => {
      const { name, hostname } = container(1);
      return hostname === undefined ? [name] : [name, hostname];
    });
  return new Set(names);
}
