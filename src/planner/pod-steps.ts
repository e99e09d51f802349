import type { PodDesign } from './container-design.ts';
import type { ProjectDesign } from './design.ts';
import { label } from './labels.ts';
import type { ObservedPod, ObservedState } from './observed.ts';

/** What happens with the project's pod. */
export type PodAction =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'keep';
      readonly pod: PodDesign;
      readonly there: ObservedPod;
      /** Set when its infra container has to be started. */ readonly start: string | undefined;
    }
  | { readonly kind: 'create'; readonly pod: PodDesign; readonly because: string }
  | {
      readonly kind: 'rebuild';
      readonly pod: PodDesign;
      readonly there: ObservedPod;
      readonly because: string;
    }
  | { readonly kind: 'remove'; readonly name: string; readonly because: string };

/** Compares the pod that runs with the one that the project needs. */
export function decidePod(
  project: string,
  design: ProjectDesign,
  observed: ObservedState,
  isRecreationOff: boolean,
): PodAction {
  const { pod } = design;
  const there =
    observed.pods.find(({ name }) => name === pod?.name) ??
    observed.pods.find(({ labels }) => labels.get(label.selkieProject) === project);
  if (pod === undefined) {
    return there === undefined
      ? { kind: 'none' }
      : { kind: 'remove', name: there.name, because: 'no service is in it any more' };
  }
  if (there === undefined) return { kind: 'create', pod, because: 'not there yet' };
  const isInfraRunning = there.infraState === 'running';
  if (!isRecreationOff) {
    const because = rebuildReason(pod, there, design.namesBeside, observed);
    if (because !== undefined) return { kind: 'rebuild', pod, there, because };
  }
  return { kind: 'keep', pod, there, start: isInfraRunning ? undefined : 'it is not running' };
}

/** Why the pod cannot stay: what it holds can only be given when it is created. */
function rebuildReason(
  pod: PodDesign,
  there: ObservedPod,
  beside: ReadonlySet<string>,
  observed: ObservedState,
): string | undefined {
  if (there.name !== pod.name) return `its name is ${pod.name} now`;
  if (there.labels.get(label.podHash) !== pod.labels.get(label.podHash)) {
    return 'its published ports, networks or host settings changed';
  }
  const isAlive = observed.containers.some(
    (container) => container.pod === there.name && container.state === 'running',
  );
  if (there.infraState !== 'running' && isAlive) return 'its infra container has ended';
  const gone = (there.labels.get(label.podNames) ?? '').split(' ').find((name) => beside.has(name));
  return gone === undefined ? undefined : `${gone} is no longer in it`;
}
