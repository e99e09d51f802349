import type { Service } from '../../model/service.ts';
import type { PodGroup } from './pod-group.ts';

/** A pod's restart policy in Kubernetes' words. */
type KubeRestartPolicy = 'Always' | 'OnFailure' | 'Never';

/** The policy that a service asks for. */
export function restartPolicyOf({ restart }: Service): KubeRestartPolicy {
  switch (restart?.kind ?? 'no') {
    case 'no':
      return 'Never';
    case 'on-failure':
      return 'OnFailure';
    case 'always':
    case 'unless-stopped':
      return 'Always';
  }
}

/** The one policy that a pod has: that of its members which asks for most. */
export function podRestartPolicy({ containers }: PodGroup): KubeRestartPolicy {
  const wanted = new Set(containers.map(({ service }) => restartPolicyOf(service)));
  if (wanted.has('Always')) return 'Always';
  return wanted.has('OnFailure') ? 'OnFailure' : 'Never';
}
