import type { Project } from '../model/project.ts';
import { withBuildBases } from '../planner/build-bases.ts';
import { engineSecretName, imageOf, podName } from '../planner/names.ts';
import type { ObservedLives, ObservedState } from '../planner/observed.ts';
import { hookImageUsers } from '../planner/pre-start.ts';
import type { CommandContext, Engine } from './context.ts';
import type { KnownProject } from './project-or-name.ts';

/** What a look at a project may leave out. */
export interface Looking {
  /** Who takes away needs to know of no images. */
  readonly withImages?: boolean;
  readonly withVolumes?: boolean;
}

/** What the engine has of a project, and of what its file names beside that. */
export async function observeProject(
  { client, version }: Engine,
  { name, project }: KnownProject,
  signal: CommandContext['signal'],
  { withImages = true, withVolumes = true }: Looking = {},
): Promise<ObservedState> {
  const { observe } = await import('../executor/observe.ts');
  const { images, networks, volumes, secrets } = namesIn(project);
  return observe(
    client,
    {
      project: name,
      engineVersion: version,
      images: withImages ? images : [],
      networks,
      secrets,
      ...(withVolumes ? { volumes } : {}),
      ...(withImages ? { pullAges: pullAgesOf(project) } : {}),
      ...(project === undefined ? {} : { pod: podName(project) }),
      ...(project === undefined || !withImages ? {} : { hashes: hashesOf(project) }),
    },
    signal,
  );
}

/** The project's containers and pods on the engine alone. */
export async function observeContainers(
  { client, version }: Engine,
  { name }: KnownProject,
  signal: CommandContext['signal'],
): Promise<ObservedLives> {
  const { observeLives } = await import('../executor/observe.ts');
  return observeLives(client, { project: name, engineVersion: version }, signal);
}

function namesIn(project: Project | undefined) {
  if (project === undefined) return { images: [], networks: [], volumes: [], secrets: [] };
  const names = (items: ReadonlyMap<string, { readonly name: string }>) =>
    [...items.values()].map(({ name }) => name);
  return {
    images: withBuildBases(project, project.services.values())
      .flatMap((service) => [service, ...hookImageUsers(service)])
      .map((service) => imageOf(project.name, service)),
    networks: names(project.networks),
    volumes: names(project.volumes),
    secrets: [...project.secrets.values(), ...project.configs.values()].map(engineSecretName),
  };
}

function pullAgesOf(project: Project | undefined): ReadonlyMap<string, number> {
  return new Map(
    [...(project?.services.values() ?? [])].flatMap((service) =>
      service.pullPolicy.kind === 'older-than'
        ? [[imageOf(project?.name ?? '', service), service.pullPolicy.maxAgeMs] as const]
        : [],
    ),
  );
}

function hashesOf(project: Project): ReadonlyMap<string, string> {
  return new Map([...project.services.values()].map(({ name, configHash }) => [name, configHash]));
}
