import { composeVersion } from '../lib/version.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';

/**
 * Labels that Selkie writes and reads. The first block is docker compose's own (seen in its source and on its containers),
 * so that other tools still see the project; the second is ours.
 */
export const label = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  number: 'com.docker.compose.container-number',
  oneOff: 'com.docker.compose.oneoff',
  configHash: 'com.docker.compose.config-hash',
  image: 'com.docker.compose.image',
  dependsOn: 'com.docker.compose.depends_on',
  workingDir: 'com.docker.compose.project.working_dir',
  configFiles: 'com.docker.compose.project.config_files',
  environmentFile: 'com.docker.compose.project.environment_file',
  version: 'com.docker.compose.version',
  network: 'com.docker.compose.network',
  volume: 'com.docker.compose.volume',
  replaces: 'com.docker.compose.replace',
  slug: 'com.docker.compose.slug',
  hook: 'com.docker.compose.hook',
  hookIndex: 'com.docker.compose.hook-index',
  /** podman-compose's own word for the project, on each of its containers. */
  podmanCompose: 'io.podman.compose.project',

  /** The project that a pod or secret belongs to. */
  selkieProject: 'io.selkie.project',
  /** `pod` or `beside` and its like: where the container was placed. */
  place: 'io.selkie.place',
  /** Set on a container that lives beside the pod because its service has, or had, several replicas. */
  replicas: 'io.selkie.replicas',
  /** Why a container lives beside the pod whose port was found taken there. */
  parted: 'io.selkie.parted',
  /** Short digests of each key of the definition, to say later which one changed. */
  keys: 'io.selkie.keys',
  /** Short digests of the secrets and configs that were copied in. */
  contents: 'io.selkie.contents',
  /** Names on the engine of the volumes that are mounted by name, space-separated. */
  volumes: 'io.selkie.volumes',
  /** Set on a container with anonymous volumes, which must not go with its pod unless asked for. */
  anonymousVolumes: 'io.selkie.anonymous-volumes',
  /** Container ports that the image exposes, space-separated: what the image was like need not be read again. */
  exposes: 'io.selkie.exposes',
  /** The service's published ports, as JSON. */
  ports: 'io.selkie.ports',
  /** Digest of what only a new pod can take. */
  podHash: 'io.selkie.pod-hash',
  /** The names that the pod's hosts file has of its own, space-separated. */
  podNames: 'io.selkie.pod-names',
  /** Who works on a project, on the secret that is its lock. */
  lock: 'io.selkie.lock',
  /** Digest of a secret's or config's bytes. */
  content: 'io.selkie.content',
} as const;

/** Podman's own: the unit of systemd that a container belongs to. */
export const systemdUnitLabel = 'PODMAN_SYSTEMD_UNIT';

/** The labels that say which project and which files something comes from. */
export function projectLabels(project: Project): ReadonlyMap<string, string> {
  const labels = new Map<string, string>([
    [label.project, project.name],
    [label.workingDir, project.workingDir],
    [label.configFiles, project.composeFiles.join(',')],
    [label.version, composeVersion],
  ]);
  if (project.envFiles.length > 0) labels.set(label.environmentFile, project.envFiles.join(','));
  return labels;
}

/** `a:service_started:false,…` in name order, as docker compose writes it. */
export function dependsOnLabel(service: Service): string {
  return [...service.dependsOn]
    .map(([name, dependency]) => `${name}:${dependency.condition}:${String(dependency.restart)}`)
    .sort()
    .join(',');
}

/** The names in a `depends_on` label. */
export function parseDependsOnLabel(text: string | undefined): readonly LabelDependency[] {
  return (text ?? '')
    .split(',')
    .filter((item) => item !== '')
    .map((item) => {
      const [service = '', condition = 'service_started', restart = 'false'] = item.split(':');
      return { service, condition, restart: restart === 'true' };
    });
}

/** One dependency as a label holds it. */
export interface LabelDependency {
  readonly service: string;
  readonly condition: string;
  readonly restart: boolean;
}
