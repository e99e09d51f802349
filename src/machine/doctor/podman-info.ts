import type { Json, JsonObject } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';

/** What `podman info` says, as far as checks ask for it. */
export interface PodmanInfo {
  readonly version: string;
  readonly isRootless: boolean;
  readonly cgroupVersion: string;
  readonly cgroupManager: string;
  readonly controllers: readonly string[];
  readonly networkBackend: string;
  readonly rootlessNetwork: string;
  readonly storageDriver: string;
  readonly graphRoot: string;
  /** undefined where Podman does not say. */
  readonly storageBytes: { readonly all: number; readonly used: number } | undefined;
  readonly unqualifiedSearch: readonly string[];
  readonly eventLogger: string;
}

/** Reads the JSON of `podman info`; undefined when it is none. */
export function parsePodmanInfo(text: string): PodmanInfo | undefined {
  const root = parse(text);
  if (!isJsonObject(root)) return undefined;
  const host = objectOf(root['host']);
  const store = objectOf(root['store']);
  const all = store['graphRootAllocated'];
  const used = store['graphRootUsed'];
  return {
    version: textOf(objectOf(root['version'])['Version']),
    isRootless: objectOf(host['security'])['rootless'] === true,
    cgroupVersion: textOf(host['cgroupVersion']),
    cgroupManager: textOf(host['cgroupManager']),
    controllers: textsOf(host['cgroupControllers']),
    networkBackend: textOf(host['networkBackend']),
    rootlessNetwork: textOf(host['rootlessNetworkCmd']),
    storageDriver: textOf(store['graphDriverName']),
    graphRoot: textOf(store['graphRoot']),
    storageBytes: typeof all === 'number' && typeof used === 'number' && all > 0 ? { all, used } : undefined,
    unqualifiedSearch: textsOf(objectOf(root['registries'])['search']),
    eventLogger: textOf(host['eventLogger']),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item: Json): item is string => typeof item === 'string') : [];
}
