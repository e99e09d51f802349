import type { JsonObject } from '../lib/json.ts';
import type { ContainerDesign } from '../planner/container-design.ts';
import type { SpecContext } from './spec/context.ts';
import { createCommand } from './spec/create-command.ts';
import { deviceSpec } from './spec/devices.ts';
import { healthSpec } from './spec/health.ts';
import { limitSpec } from './spec/limits.ts';
import { loggingSpec } from './spec/logging.ts';
import { mountSpec } from './spec/mounts.ts';
import { namespaceSpec } from './spec/namespaces.ts';
import { networkingSpec } from './spec/network.ts';
import { processSpec } from './spec/process.ts';
import { securitySpec } from './spec/security.ts';

export type { SpecContext } from './spec/context.ts';
export { createFlags, podCreateFlags } from './spec/create-command.ts';
export { cacheRepository, isolationOf } from './spec/build-words.ts';
export { healthCommand } from './spec/health-command.ts';
export { hostPathsToCreate } from './spec/mounts.ts';
export { endpointSpec } from './spec/network.ts';
export { infraName, podSpec } from './spec/pod.ts';
export { networkSpec, poolsOf, volumeSpec } from './spec/resource.ts';
export { signalNumber } from './spec/signals.ts';

/** A container as libpod's `containers/create` takes it. Pure; the engine ignores members it does not know. */
export function containerSpec(design: ContainerDesign, context: SpecContext): JsonObject {
  const spec: JsonObject = {
    ...processSpec(design, context),
    ...networkingSpec(design, context),
    ...namespaceSpec(design),
    ...mountSpec(design),
    ...limitSpec(design, context),
    ...healthSpec(design, context),
    ...deviceSpec(design),
    ...securitySpec(design),
    ...loggingSpec(design),
  };
  return { ...spec, containerCreateCommand: createCommand(spec) };
}
