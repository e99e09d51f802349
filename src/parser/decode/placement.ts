import type { Json, JsonObject } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { PlacementMode, PlacementSettings } from '../../model/placement.ts';
import { decodePodArgs } from './pod-args.ts';

/** The top-level `x-podman`: our `placement`, and podman-compose's `in_pod` and `pod_args`. What was wrong in it was reported. */
export function decodePlacement(extensions: JsonObject): PlacementSettings {
  const own = extensions['x-podman'];
  const { placement, in_pod: inPod, pod_args: podArgs } = isJsonObject(own) ? own : {};
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
