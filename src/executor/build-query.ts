import type { BuildSpec } from '../model/build.ts';
import { label } from '../planner/labels.ts';
import type { Features } from '../podman/features.ts';
import { cacheRepository, isolationOf } from '../podman/spec/build-words.ts';
import type { NamedContext } from './build-contexts.ts';

/** What a build's parameters depend on besides the file. */
export interface BuildFacts {
  readonly project: string;
  /** Values for arguments without one. */
  readonly environment: ReadonlyMap<string, string>;
  /** What the image is called; empty where it goes into a list. */
  readonly names: readonly string[];
  /** The list that the images of several platforms go into. */
  readonly list: string | undefined;
  /** Empty is the engine's own. */
  readonly platforms: readonly string[];
  /** Relative to the context that is sent. */
  readonly dockerfile: string | undefined;
  /** Address of an archive that the engine fetches itself. */
  readonly remote: string | undefined;
  /** Secret id → file in the context that is sent. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly contexts: readonly NamedContext[];
  readonly features: Features;
  readonly isPullForced: boolean;
  readonly isCacheOff: boolean;
  readonly memoryBytes: number | undefined;
}

/** The parameters of a build as libpod's `build` takes them. Pure. */
export function buildQuery(
  build: BuildSpec,
  facts: BuildFacts,
): Readonly<Record<string, string | readonly string[]>> {
  const given: Record<string, string | readonly string[] | undefined> = {
    dockerfile: facts.dockerfile,
    remote: facts.remote,
    t: facts.names.length === 0 ? undefined : facts.names,
    manifest: facts.list,
    target: build.target,
    buildargs: object(argumentsOf(build, facts.environment)),
    labels: list(labelsOf(build, facts.project)),
    // Off by default on this endpoint, and no step would be cached.
    layers: 'true',
    // Keeps HEALTHCHECK, SHELL and ONBUILD, the base image's too: the OCI format drops them in silence.
    outputformat: 'application/vnd.docker.distribution.manifest.v2+json',
    rm: 'true',
    forcerm: 'true',
    nocache: isCacheOff(build, facts) ? 'true' : undefined,
    pullpolicy: pullPolicy(build, facts),
    platform: facts.platforms.length === 0 ? undefined : facts.platforms,
    networkmode: build.network,
    isolation: isolationOf(build),
    extrahosts: list(build.extraHosts.map(({ host, address }) => `${host}:${address}`)),
    cachefrom: list(build.cacheFrom.flatMap(cacheRepository)),
    cacheto: list(build.cacheTo.flatMap(cacheRepository)),
    shmsize: build.shmSizeBytes === undefined ? undefined : String(build.shmSizeBytes),
    memory: facts.memoryBytes === undefined ? undefined : String(facts.memoryBytes),
    ulimits: list([...build.ulimits].map(([name, { soft, hard }]) => `${name}=${soft}:${hard}`)),
    secrets: list([...facts.secrets].map(([id, path]) => `id=${id},src=${path}`)),
    additionalbuildcontexts: contextParameter(facts),
    ...(build.isPrivileged ? privileges : {}),
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** What `privileged` means for a command of a build. AppArmor is left: where a host has none, naming it fails. */
const privileges = {
  addcaps: JSON.stringify(['ALL']),
  seccomp: 'unconfined',
  labelopts: JSON.stringify(['disable']),
};

/** The engine's cache knows no stages, so that one that shall be new makes all new. */
function isCacheOff(build: BuildSpec, facts: BuildFacts): boolean {
  if (facts.isCacheOff || build.noCache || build.noCacheFilter.length > 0) return true;
  // Older engines take a step of one platform for that of another (seen with 5.4).
  return facts.platforms.length > 1 && !facts.features.keepsPlatformsApart;
}

/** `always` also asks for images that only this machine has, and fails; `newer` keeps those. */
function pullPolicy(build: BuildSpec, { isPullForced, contexts }: BuildFacts): string {
  if (!isPullForced && !build.pull) return 'missing';
  return contexts.some(({ kind }) => kind === 'image') ? 'newer' : 'always';
}

function contextParameter({ contexts, features }: BuildFacts): string | readonly string[] | undefined {
  if (contexts.length === 0) return undefined;
  if (features.hasRepeatedBuildContexts) {
    return contexts.map(({ name, kind, value }) => `${name}=${kind}:${value}`);
  }
  return JSON.stringify(
    Object.fromEntries(
      contexts.map(({ name, kind, value }) => [
        name,
        { IsURL: kind === 'url', IsImage: kind === 'image', Value: value },
      ]),
    ),
  );
}

function argumentsOf(
  { args }: BuildSpec,
  environment: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [name, written] of args) {
    const value = written ?? environment.get(name);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

/** Sorted lines, not a mapping: of one, the engine takes the labels in an order that changes, and its cache misses. */
function labelsOf(build: BuildSpec, project: string): readonly string[] {
  return [...new Map([[label.project, project], ...build.labels])]
    .map(([name, value]) => `${name}=${value}`)
    .sort();
}

function object(entries: ReadonlyMap<string, string>): string | undefined {
  return entries.size === 0 ? undefined : JSON.stringify(Object.fromEntries(entries));
}

function list(items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : JSON.stringify(items);
}
