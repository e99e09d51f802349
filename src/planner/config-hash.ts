import { createHash } from 'node:crypto';
import { isJsonObject } from '../lib/json.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { stableJson } from '../lib/stable-json.ts';
import type { Network } from '../model/networking.ts';
import type { Service } from '../model/service.ts';
import type { Volume } from '../model/volume.ts';

/** Keys that never make a container another one (docker compose's rule): where its image comes from, how many, what it waits for. */
const withoutEffect: ReadonlySet<string> = new Set([
  'build',
  'pull_policy',
  'scale',
  'depends_on',
  'profiles',
  // A container that moves is made anew for that.
  'x-podman.placement',
  'x-podman',
]);

/** Keys whose members are compared one by one, so that a change can name the member. */
const comparedByMember: ReadonlySet<string> = new Set([
  'environment',
  'labels',
  'sysctls',
  'ulimits',
  'logging',
  'healthcheck',
]);

/** What `config --hash` prints and the container's label holds: sha256 in hexadecimal over all that makes a new container necessary. */
export function serviceHash(service: Service): string {
  const known = hashes.get(service);
  if (known !== undefined) return known;
  const hash = sha256(stableJson(effectiveDefinition(service)));
  hashes.set(service, hash);
  return hash;
}

const hashes = new WeakMap<Service, string>();

/** The hash of a network's definition. */
export function networkHash(network: Network): string {
  return sha256(stableJson(network.definition));
}

/** The hash of a volume's definition. */
export function volumeHash(volume: Volume): string {
  return sha256(stableJson(volume.definition));
}

/** Eight hexadecimal digits for each key, `environment.NAME` and the like by member: enough to tell which one changed, too little to guess a value. */
export function keyDigests(service: Service): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  for (const [key, value] of Object.entries(effectiveDefinition(service))) {
    if (comparedByMember.has(key) && isJsonObject(value)) {
      for (const [member, inner] of Object.entries(value))
        digests.set(`${key}.${member}`, shortDigest(inner));
    } else if (value !== null) {
      digests.set(key, shortDigest(value));
    }
  }
  return digests;
}

/** The whole sha256 of a text, in hexadecimal. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

function shortDigest(value: Json | undefined): string {
  return sha256(stableJson(value)).slice(0, 8);
}

function effectiveDefinition(service: Service): JsonObject {
  const kept: Record<string, Json | undefined> = {};
  for (const [key, value] of Object.entries(service.definition)) {
    if (!withoutEffect.has(key)) kept[key] = value;
  }
  const { deploy } = kept;
  if (isJsonObject(deploy) && 'replicas' in deploy) {
    kept['deploy'] = { ...deploy, replicas: undefined };
  }
  return kept;
}
