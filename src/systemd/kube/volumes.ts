import type { JsonObject } from '../../lib/json.ts';
import { stableJson } from '../../lib/stable-json.ts';
import type { Mount } from '../../model/mount.ts';
import type { ContainerDesign, FileObjectMount } from '../../planner/container-design.ts';
import { engineSecretName } from '../../planner/names.ts';
import type { Emission } from '../emission.ts';

/** What a pod's containers mount: each thing once, under a name that its containers use. */
export interface PodVolumes {
  readonly volumes: readonly JsonObject[];
  /** `volumeMounts` of a container. */
  readonly mountsOf: (design: ContainerDesign) => readonly JsonObject[];
  /** Names on the engine of the volumes that are claimed. */
  readonly claims: ReadonlySet<string>;
  /** Keys of the configs whose text is needed. */
  readonly configs: ReadonlySet<string>;
}

/** Gathers the volumes of a pod's containers. */
export function podVolumes(designs: readonly ContainerDesign[], emission: Emission): PodVolumes {
  const named = new Map<string, { readonly name: string; readonly source: JsonObject }>();
  const mounts = new Map<ContainerDesign, readonly JsonObject[]>();
  const claims = new Set<string>();
  const configs = new Set<string>();
  const use = ({ wanted, source, isOwn = false }: FoundMount): string => {
    const key = isOwn ? `own ${named.size}` : stableJson(source);
    const taken = [...named.values()].map(({ name }) => name);
    let name = wanted;
    for (let n = 2; taken.includes(name); n += 1) name = `${wanted}-${n}`;
    const entry = named.get(key) ?? { name, source };
    named.set(key, entry);
    return entry.name;
  };
  for (const design of designs) {
    const own = design.service.mounts.flatMap((mount, index) => {
      const found = mountOf(mount, index, design, emission);
      if (found === undefined) return [];
      if (found.claim !== undefined) claims.add(found.claim);
      return [{ name: use(found), ...found.mount }];
    });
    const objects = design.fileObjects.map((object) => {
      const found = fileObjectOf(object, emission);
      if (found.config !== undefined) configs.add(found.config);
      return { name: use(found), ...found.mount };
    });
    mounts.set(design, [...own, ...objects]);
  }
  return {
    volumes: [...named.values()].map(({ name, source }) => ({ name, ...source })),
    mountsOf: (design) => mounts.get(design) ?? [],
    claims,
    configs,
  };
}

/** The Podman secret, in the form of a Kubernetes one, that stands for a secret of the engine. */
export function kubeSecretName(engineName: string, isExternal: boolean): string {
  return isExternal ? engineName : `${engineName}-secret`;
}

interface FoundMount {
  readonly wanted: string;
  readonly source: JsonObject;
  readonly mount: JsonObject;
  /** True: shared with no other mount that looks the same. */
  readonly isOwn?: boolean;
  readonly claim?: string;
  readonly config?: string;
}

function mountOf(
  mount: Mount,
  index: number,
  { name, volumeNames, inheritedVolumes }: ContainerDesign,
  { target: { files } }: Emission,
): FoundMount | undefined {
  switch (mount.kind) {
    case 'volume': {
      const { source, noCopy, subpath, engineFlags } = mount;
      const options = [...(noCopy ? ['nocopy'] : []), ...engineFlags];
      const at = mountPoint(mount, options, subpath);
      const claim =
        source === undefined ? inheritedVolumes.get(mount.target) : (volumeNames.get(source) ?? source);
      if (claim === undefined) {
        return { wanted: `${name}-${index}`, source: { emptyDir: {} }, mount: at, isOwn: true };
      }
      return {
        wanted: source ?? claim,
        source: { persistentVolumeClaim: { claimName: claim } },
        mount: at,
        claim,
      };
    }
    case 'bind': {
      const { source, selinux, propagation, createHostPath, engineFlags } = mount;
      const known = propagation === undefined ? undefined : propagations[propagation];
      const options = [
        ...(known === undefined && propagation !== undefined && propagation !== '' ? [propagation] : []),
        ...(selinux === undefined ? [] : [selinux]),
        ...engineFlags,
      ];
      const type = createHostPath && !files.has(source) ? 'DirectoryOrCreate' : undefined;
      return {
        wanted: 'bind',
        source: { hostPath: { path: source, type } },
        mount: { ...mountPoint(mount, options, undefined), mountPropagation: known },
      };
    }
    case 'tmpfs':
      return {
        wanted: 'memory',
        source: { emptyDir: { medium: 'Memory' } },
        mount: mountPoint(mount, [], undefined),
        isOwn: true,
      };
    case 'image':
      return {
        wanted: 'image',
        source: { image: { reference: mount.source } },
        mount: mountPoint(mount, [], mount.subpath),
      };
    case 'npipe':
    case 'cluster':
    case 'glob':
      return undefined;
  }
}

const propagations: Readonly<Record<string, string>> = {
  private: 'None',
  rprivate: 'None',
  rslave: 'HostToContainer',
  rshared: 'Bidirectional',
};

function mountPoint(
  { target, isReadOnly }: Mount,
  options: readonly string[],
  subPath: string | undefined,
): JsonObject {
  return {
    mountPath: options.length === 0 ? target : `${target}:${options.join(',')}`,
    readOnly: isReadOnly ? true : undefined,
    subPath,
  };
}

/**
 * A secret is a file of a Podman secret that holds a Kubernetes one, the only kind that `kube play` reads. The text of a config
 * that stands in the compose file becomes a ConfigMap, and what comes from a file that is no secret is mounted from there.
 */
function fileObjectOf(object: FileObjectMount, { project }: Emission): FoundMount {
  const mount = { mountPath: object.target, readOnly: true };
  if (object.kind === 'bind') {
    return { wanted: 'bind', source: { hostPath: { path: object.path } }, mount };
  }
  const all = [...project.configs.values(), ...project.secrets.values()];
  const known = all.find((one) => engineSecretName(one) === object.name);
  const key = known?.key ?? object.name;
  const items = [{ key, path: key }];
  const defaultMode = object.mode;
  if (known?.kind === 'config' && known.source.kind === 'content') {
    const source = { configMap: { name: `${object.name}-config`, defaultMode, items } };
    return { wanted: key, source, mount: { ...mount, subPath: key }, config: key };
  }
  if (known?.kind === 'config' && known.source.kind === 'file') {
    return { wanted: key, source: { hostPath: { path: known.source.path } }, mount };
  }
  const secretName = kubeSecretName(object.name, known?.source.kind === 'external');
  return {
    wanted: key,
    source: { secret: { secretName, defaultMode, items } },
    mount: { ...mount, subPath: key },
  };
}
