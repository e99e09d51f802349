import type { JsonObject } from '../../lib/json.ts';
import type { BuildSpec, ExtraHost } from '../../model/build.ts';
import { bareablePairsAt, bytesAt, flagAt, objectAt, objectsAt, pairsAt, textAt, textsAt } from './read.ts';
import { decodeUlimits } from './resource-limits.ts';
import { decodeFileUse } from './resources.ts';

/** `build` in canonical form. */
export function decodeBuild(build: JsonObject): BuildSpec {
  return {
    context: textAt(build, 'context') ?? '.',
    dockerfile: textAt(build, 'dockerfile'),
    dockerfileInline: textAt(build, 'dockerfile_inline'),
    args: bareablePairsAt(build, 'args'),
    target: textAt(build, 'target'),
    tags: textsAt(build, 'tags'),
    labels: pairsAt(build, 'labels'),
    cacheFrom: textsAt(build, 'cache_from'),
    cacheTo: textsAt(build, 'cache_to'),
    noCache: flagAt(build, 'no_cache'),
    noCacheFilter: textsAt(build, 'no_cache_filter'),
    pull: flagAt(build, 'pull'),
    network: textAt(build, 'network'),
    platforms: textsAt(build, 'platforms'),
    additionalContexts: pairsAt(build, 'additional_contexts'),
    ssh: new Map(textsAt(build, 'ssh').map(decodeSsh)),
    secrets: objectsAt(build, 'secrets').map(decodeFileUse),
    extraHosts: textsAt(build, 'extra_hosts').map(decodeExtraHost),
    shmSizeBytes: bytesAt(build, 'shm_size'),
    ulimits: decodeUlimits(objectAt(build, 'ulimits')),
    isPrivileged: flagAt(build, 'privileged'),
    isolation: textAt(build, 'isolation'),
    entitlements: textsAt(build, 'entitlements'),
    provenance: textAt(build, 'provenance'),
    sbom: textAt(build, 'sbom'),
  };
}

function decodeSsh(line: string): readonly [string, string | undefined] {
  const equals = line.indexOf('=');
  return equals === -1 ? [line, undefined] : [line.slice(0, equals), line.slice(equals + 1)];
}

/** `HOST=ADDRESS`. */
export function decodeExtraHost(line: string): ExtraHost {
  const equals = line.indexOf('=');
  return { host: line.slice(0, equals), address: line.slice(equals + 1) };
}
