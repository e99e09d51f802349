import type { Service } from '../model/service.ts';
import type { PodmanClient } from '../podman/client.ts';
import type { Operation, Plan } from '../planner/plan.ts';
import type { ContainerInspect } from '../podman/replies.ts';

/**
 * The plan with the anonymous volumes of every container that is replaced written into its successor: looked up before
 * anything is removed. Volumes that the service itself names, or that are not anonymous, stay as designed.
 */
export async function withInheritedVolumes(
  plan: Plan,
  client: PodmanClient,
  signal?: AbortSignal,
): Promise<Plan> {
  const operations = await Promise.all(
    plan.operations.map(async (operation): Promise<Operation> => {
      if (operation.kind !== 'create-container') return operation;
      const { inheritVolumesFrom, service } = operation.container;
      if (inheritVolumesFrom === undefined) return operation;
      const old = await client.inspectContainer(inheritVolumesFrom, signal);
      const inheritedVolumes = anonymousVolumes(old, service);
      return { ...operation, container: { ...operation.container, inheritedVolumes } };
    }),
  );
  return { ...plan, operations };
}

/** A container's anonymous volumes, container path → name, without those where the service mounts something else. */
export function anonymousVolumes(
  container: ContainerInspect,
  service: Pick<Service, 'mounts'>,
): ReadonlyMap<string, string> {
  const named = new Set(
    service.mounts
      .filter((mount) => mount.kind !== 'volume' || mount.source !== undefined)
      .map((mount) => mount.target),
  );
  return new Map(
    container.mounts.flatMap(({ kind, name, destination }) =>
      kind === 'volume' && name !== undefined && anonymousName.test(name) && !named.has(destination)
        ? [[destination, name] as const]
        : [],
    ),
  );
}

/** Podman names an anonymous volume by 64 hexadecimal digits. */
const anonymousName = /^[0-9a-f]{64}$/;
