import { isJsonObject } from '../lib/json.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { sha256 } from '../lib/sha256.ts';
import { stableJson } from '../lib/stable-json.ts';
import type { Service } from '../model/service.ts';

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

function shortDigest(value: Json | undefined): string {
  return sha256(stableJson(value)).slice(0, 8);
}

function effectiveDefinition(service: Service): JsonObject {
  const kept: Record<string, Json | undefined> = {};
  for (const [key, value] of Object.entries(service.definition)) {
    const isExtension = key.startsWith('x-') && !key.startsWith('x-podman');
    if (!withoutEffect.has(key) && !isExtension) kept[key] = value;
  }
  const { deploy } = kept;
  if (isJsonObject(deploy) && 'replicas' in deploy) {
    kept['deploy'] = { ...deploy, replicas: undefined };
  }
  return kept;
}
