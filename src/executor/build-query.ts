import type { BuildSpec } from '../model/build.ts';
import type { Service } from '../model/service.ts';
import { label } from '../planner/labels.ts';

/** What a build's parameters depend on besides the service. */
export interface BuildFacts {
  readonly project: string;
  /** Values for arguments without one. */
  readonly environment: ReadonlyMap<string, string>;
  readonly image: string;
  /** Relative to the context that is sent. */
  readonly dockerfile: string | undefined;
  /** Git or HTTP address of a context that the engine fetches itself. */
  readonly remote: string | undefined;
  /** Secret id → file in the context that is sent. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly isPullForced: boolean;
  readonly isCacheOff: boolean;
  readonly memoryBytes: number | undefined;
}

/** The parameters of a build as libpod's `build` takes them. Pure. */
export function buildQuery(
  service: Service,
  build: BuildSpec,
  facts: BuildFacts,
): Readonly<Record<string, string | readonly string[]>> {
  const given: Record<string, string | readonly string[] | undefined> = {
    dockerfile: facts.dockerfile,
    remote: facts.remote,
    t: [...new Set([facts.image, ...build.tags])],
    target: build.target,
    buildargs: object(argumentsOf(build, facts.environment)),
    labels: object(labelsOf(build, facts.project)),
    // Off by default on this endpoint, and no step would be cached.
    layers: 'true',
    // Keeps HEALTHCHECK, SHELL and ONBUILD, the base image's too: the OCI format drops them in silence.
    outputformat: 'application/vnd.docker.distribution.manifest.v2+json',
    rm: 'true',
    forcerm: 'true',
    nocache: facts.isCacheOff || build.noCache ? 'true' : undefined,
    pullpolicy: facts.isPullForced || build.pull ? 'always' : 'missing',
    platform: service.platform ?? build.platforms[0],
    networkmode: build.network,
    extrahosts: list(build.extraHosts.map(({ host, address }) => `${host}:${address}`)),
    cachefrom: list(build.cacheFrom),
    cacheto: list(build.cacheTo),
    shmsize: build.shmSizeBytes === undefined ? undefined : String(build.shmSizeBytes),
    memory: facts.memoryBytes === undefined ? undefined : String(facts.memoryBytes),
    ulimits: list([...build.ulimits].map(([name, { soft, hard }]) => `${name}=${soft}:${hard}`)),
    secrets: list([...facts.secrets].map(([id, path]) => `id=${id},src=${path}`)),
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
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

/**
 * The project's label alone beside the file's own: the engine (5.4) writes several in an order that changes from build to
 * build, so its cache misses and an unchanged image gets a new id.
 */
function labelsOf(build: BuildSpec, project: string): ReadonlyMap<string, string> {
  return new Map([[label.project, project], ...build.labels]);
}

function object(entries: ReadonlyMap<string, string>): string | undefined {
  return entries.size === 0 ? undefined : JSON.stringify(Object.fromEntries(entries));
}

function list(items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : JSON.stringify(items);
}
