import type { PodmanClient } from '../podman/client.ts';
import type { ContainerInspect } from '../podman/replies.ts';
import { isMissing } from './engine-failure.ts';

/** The container as it is now; undefined when there is none. */
export async function look(
  client: PodmanClient,
  container: string,
  signal?: AbortSignal,
): Promise<ContainerInspect | undefined> {
  try {
    return await client.inspectContainer(container, signal);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** True for a container that ran and does not any more. */
export function hasEnded({ status }: ContainerInspect): boolean {
  return status === 'exited' || status === 'stopped';
}

/** True when the engine starts the container again after it ended with that status. */
export function isRestarted(policy: string, exitCode: number): boolean {
  switch (policy) {
    case 'always':
    case 'unless-stopped':
      return true;
    case 'on-failure':
      return exitCode !== 0;
    default:
      return false;
  }
}
