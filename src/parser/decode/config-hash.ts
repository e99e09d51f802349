import type { Json, JsonObject } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';
import { goJson, sortedJson } from '../../lib/ordered-json.ts';
import type { OrderedJson } from '../../lib/ordered-json.ts';
import { sha256 } from '../../lib/sha256.ts';
import { jsonNetwork, jsonService, jsonVolume } from '../config-output/json-document.ts';

/**
 * What `config --hash` prints and the label of a container holds: docker compose's own hash, the sha256 of the compact JSON that
 * Go writes for the service, without the keys that make no other container. What only Podman has is appended where there is some.
 */
export function serviceHash(definition: JsonObject): string {
  const { deploy } = definition;
  const counted = {
    ...definition,
    build: undefined,
    pull_policy: undefined,
    scale: undefined,
    depends_on: undefined,
    profiles: undefined,
    deploy: isJsonObject(deploy) ? { ...deploy, replicas: undefined } : deploy,
  };
  return sha256(goJson(jsonService(counted)) + podmanText(serviceKeys(definition)));
}

/** The hash of a network's canonical form, as docker compose labels it; a metric that services ask for counts where there is one. */
export function networkHash(definition: JsonObject, gatewayMetric?: number): string {
  const metric = gatewayMetric === undefined ? '' : `metric=${gatewayMetric}`;
  return sha256(goJson(jsonNetwork(definition)) + podmanText([['', definition]]) + metric);
}

/** The hash of a volume's canonical form, as docker compose labels it: with the default driver written out. */
export function volumeHash(definition: JsonObject): string {
  const { name, driver, ...rest } = definition;
  const whole = { name, driver: driver ?? 'local', ...rest };
  return sha256(goJson(jsonVolume(whole)) + podmanText([['', definition]]));
}

/** The mappings of a service that may have keys of Podman, each with a name of its own. */
function serviceKeys(definition: JsonObject): readonly (readonly [string, Json | undefined])[] {
  const { networks, volumes } = definition;
  return [
    ['', definition],
    ...Object.entries(isJsonObject(networks) ? networks : {}),
    ...(Array.isArray(volumes) ? (volumes as readonly Json[]) : []).map(
      (mount, index) => [String(index), mount] as const,
    ),
  ];
}

/** A container that moves is made anew for that, not for its hash. */
function withoutPlacement(mapping: JsonObject): readonly (readonly [string, Json])[] {
  return Object.entries(mapping).flatMap(([key, value = null]): readonly (readonly [string, Json])[] => {
    if (key === 'x-podman' && isJsonObject(value)) {
      const others = Object.entries(value).filter(([name]) => name !== 'placement');
      return others.length === 0 ? [] : [[key, Object.fromEntries(others)]];
    }
    return key.startsWith('x-podman') && key !== 'x-podman.placement' ? [[key, value]] : [];
  });
}

/** The keys of Podman as text; nothing when there are none, so that docker compose's hash stays what it is. */
function podmanText(mappings: readonly (readonly [string, Json | undefined])[]): string {
  const found: OrderedJson[] = [];
  for (const [place, mapping] of mappings) {
    if (!isJsonObject(mapping)) continue;
    for (const [key, value] of withoutPlacement(mapping)) found.push([place, key, sortedJson(value)]);
  }
  return found
    .map((entry) => goJson(entry))
    .sort()
    .join('');
}
