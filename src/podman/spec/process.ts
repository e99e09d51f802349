import { fullImageId } from '../../lib/image-id.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import type { SpecContext } from './context.ts';
import { signalNumber } from './signals.ts';

/** What runs: image, command, environment, user, signals, restart. */
export function processSpec(
  { name, image, labels, service, isRemovedAtEnd, apiSocket }: ContainerDesign,
  context: SpecContext,
): JsonObject {
  const { environment, restart, stopGracePeriodMs } = service;
  const unset = [...environment].filter(([, value]) => value === null).map(([key]) => key);
  return {
    name,
    ...(service.podman.rootfs === undefined ? { image } : { rootfs: service.podman.rootfs }),
    labels: {
      ...Object.fromEntries(labels),
      ...(context.imageId === undefined ? {} : { 'com.docker.compose.image': fullImageId(context.imageId) }),
    },
    annotations: mapOrNone(service.annotations),
    command: service.command,
    entrypoint: service.entrypoint,
    env: Object.fromEntries([
      // Clients of Podman look elsewhere than those of Docker.
      ...(apiSocket === undefined ? [] : [['CONTAINER_HOST', 'unix:///var/run/docker.sock'] as const]),
      ...[...environment].flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])),
    ]),
    unsetenv: unset.length === 0 ? undefined : unset,
    terminal: service.hasTty,
    stdin: service.isStdinOpen,
    stop_signal: service.stopSignal === undefined ? undefined : signalNumber(service.stopSignal),
    // The engine counts in whole seconds; never less than was asked for.
    stop_timeout: stopGracePeriodMs === undefined ? undefined : Math.ceil(stopGracePeriodMs / 1000),
    // Always said: a member that says nothing takes its pod's policy.
    restart_policy: restart?.kind ?? 'no',
    restart_tries: restart?.maxAttempts,
    remove: isRemovedAtEnd,
    init: hasPrivatePids(service) ? service.hasInit : undefined,
    user: service.user,
    manage_password: service.podman.addsUser,
    groups: listOrNone(service.groupAdd),
    work_dir: service.workingDir,
    // The engine otherwise refuses to start where the folder is not in the image.
    create_working_dir: true,
  };
}

/** A map as JSON; an empty one is left out. */
export function mapOrNone(map: ReadonlyMap<string, string>): JsonObject | undefined {
  return map.size === 0 ? undefined : Object.fromEntries(map);
}

/** A list; an empty one is left out. */
export function listOrNone<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** Only there can an init be process 1; the engine refuses one elsewhere. */
function hasPrivatePids({ pidMode }: ContainerDesign['service']): boolean {
  return pidMode === undefined || (pidMode.kind === 'mode' && pidMode.mode === 'private');
}
