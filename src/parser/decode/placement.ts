import type { Json, JsonObject } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { PlacementMode, PlacementSettings } from '../../model/placement.ts';
import { decodePodArgs } from './pod-args.ts';
import { flagOf } from './podman-settings.ts';

/** The top-level `x-podman`: our `placement`, and podman-compose's `in_pod`, `pod_args` and `docker_compose_compat`. What was wrong in it was reported. */
export function decodePlacement(extensions: JsonObject): PlacementSettings {
  const own = extensions['x-podman'];
  const settings = isJsonObject(own) ? own : {};
  const { placement, pod_args: podArgs } = settings;
  const isAsDocker = flagOf(settings['docker_compose_compat']) === true;
  const inPod = settings['in_pod'] ?? (isAsDocker ? false : undefined);
  return {
    mode: modeOf(placement) ?? (inPod === false || inPod === 'false' ? 'network' : 'auto'),
    podName: typeof inPod === 'string' && !isFlag(inPod) ? inPod : undefined,
    podOptions: decodePodArgs(
      Array.isArray(podArgs) ? podArgs.filter((item) => typeof item === 'string') : [],
    ),
  };
}

/** A service's `x-podman.placement`, in either way of writing it. */
export function decodeServicePlacement(definition: JsonObject): 'pod' | 'beside' | undefined {
  const own = definition['x-podman'];
  const value = definition['x-podman.placement'] ?? (isJsonObject(own) ? own['placement'] : undefined);
  return value === 'pod' || value === 'beside' ? value : undefined;
}

function modeOf(value: Json | undefined): PlacementMode | undefined {
  return value === 'auto' || value === 'pod' || value === 'network' ? value : undefined;
}

function isFlag(text: string): boolean {
  return text === 'true' || text === 'false';
}
