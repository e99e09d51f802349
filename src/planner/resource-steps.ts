import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { Volume } from '../model/volume.ts';
import { contentsKey, fileObjectUses, isEngineSecret } from './file-object-mounts.ts';
import { label, projectLabels } from './labels.ts';
import { engineSecretName } from './names.ts';
import type { ObservedNamed, ObservedState } from './observed.ts';
import type { PlanBuilder } from './plan-builder.ts';
import type { ReconcileOptions } from './reconcile-options.ts';

/** Keys of the steps that make a volume or secret. */
export const volumeKey = (name: string): string => `volume:${name}`;
export const secretKey = (name: string): string => `secret:${name}`;

/** Names of the project's own volumes that are there but not as the file has them. */
export function changedVolumes(
  project: Project,
  services: readonly Service[],
  observed: ObservedState,
): readonly string[] {
  return usedVolumes(services).flatMap((key) => {
    const volume = project.volumes.get(key);
    if (volume === undefined || volume.isExternal) return [];
    const there = find(observed.volumes, volume.name);
    const hash = there?.labels.get(label.configHash);
    const isOurs = there?.labels.get(label.project) === project.name;
    return isOurs && hash !== undefined && hash !== volume.configHash ? [volume.name] : [];
  });
}

/** Adds steps for the named volumes that the services mount. A volume that is there is only touched where that was asked for. */
export function addVolumeSteps(
  builder: PlanBuilder,
  project: Project,
  services: readonly Service[],
  observed: ObservedState,
  recreated: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const changed = new Set(changedVolumes(project, services, observed));
  for (const key of usedVolumes(services)) {
    const volume = project.volumes.get(key);
    if (volume === undefined) continue;
    const { name } = volume;
    const span = project.origins.find(['volumes', key]);
    const there = find(observed.volumes, name);
    if (volume.isExternal) {
      if (there === undefined) diagnostics.push(diagnose('plan/volume-missing', { key, name }, span));
      else builder.keep({ kind: 'volume', name });
      continue;
    }
    const users = recreated.get(name);
    if (there === undefined) {
      addVolume(builder, project, volume, 'not there yet', []);
    } else if (users !== undefined && changed.has(name)) {
      const because = 'its definition changed';
      const removal = `remove-volume:${name}`;
      builder.add(removal, { kind: 'remove-volume', name, because }, users);
      addVolume(builder, project, volume, because, [removal]);
    } else {
      if (there.labels.get(label.project) !== project.name) {
        diagnostics.push(diagnose('plan/foreign', { what: 'volume', name }, span));
      } else if (changed.has(name)) {
        diagnostics.push(diagnose('plan/volume-differs', { name }, span));
      }
      builder.keep({ kind: 'volume', name });
    }
  }
  return diagnostics;
}

function addVolume(
  builder: PlanBuilder,
  project: Project,
  volume: Volume,
  because: string,
  after: readonly string[],
): void {
  const labels = new Map([
    ...volume.labels,
    ...projectLabels(project),
    [label.volume, volume.key],
    [label.configHash, volume.configHash],
  ]);
  builder.add(volumeKey(volume.name), { kind: 'create-volume', volume, labels, because }, after);
}

/** Adds steps for the secrets and configs that the engine is to keep a copy of. */
export function addSecretSteps(
  builder: PlanBuilder,
  project: Project,
  services: readonly Service[],
  observed: ObservedState,
  options: ReconcileOptions,
): void {
  for (const service of services) {
    for (const { object } of fileObjectUses(project, service)) {
      const name = engineSecretName(object);
      if (object.source.kind === 'external' || !isEngineSecret(object, options.contents)) continue;
      if (builder.has(secretKey(name))) continue;
      const { driver } = object;
      const bytes = options.contents.get(contentsKey(object))?.digest ?? '';
      const digest = driver === undefined ? bytes : `${bytes} by ${driver}`;
      const there = find(observed.secrets, name);
      if (there?.labels.get(label.content) === digest) continue;
      const labels = new Map([
        ...object.labels,
        [label.project, project.name],
        [label.selkieProject, project.name],
        [label.content, digest],
      ]);
      const because = there === undefined ? 'not there yet' : 'its content changed';
      builder.add(secretKey(name), { kind: 'create-secret', name, object, labels, because });
    }
  }
}

function usedVolumes(services: readonly Service[]): readonly string[] {
  const keys = services.flatMap(({ mounts }) =>
    mounts.flatMap((mount) => (mount.kind === 'volume' && mount.source !== undefined ? [mount.source] : [])),
  );
  return [...new Set(keys)].sort();
}

function find(list: readonly ObservedNamed[], name: string): ObservedNamed | undefined {
  return list.find((item) => item.name === name);
}
