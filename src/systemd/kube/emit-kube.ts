import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { diagnose, hasErrors } from '../../diagnostics/diagnostic.ts';
import { yamlText } from '../../lib/yaml-text.ts';
import type { Project } from '../../model/project.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import { engineSecretName } from '../../planner/names.ts';
import type { Plan } from '../../planner/plan.ts';
import type { Emission } from '../emission.ts';
import { makeEmission } from '../emission.ts';
import { builtImages, targetUnit } from '../emit.ts';
import { networkUnit } from '../quadlet/network.ts';
import { volumeUnit } from '../quadlet/volume.ts';
import type { Target } from '../target.ts';
import type { UnitSet } from '../unit-file.ts';
import { badImages, withoutEquivalent } from '../without-equivalent.ts';
import { claimOf, configMapOf, isClaimable } from './claims.ts';
import { kubeLosses } from './losses.ts';
import { startOrder } from './order.ts';
import { kubePod } from './pod.ts';
import type { PodGroup } from './pod-group.ts';
import { podGroups } from './pod-group.ts';
import { kubeUnit } from './unit.ts';
import { kubeSecretName, podVolumes } from './volumes.ts';

/**
 * The project as Kubernetes YAML for `podman kube play`, and as `.kube` files that have systemd play it. Made of the same plan
 * as other units; much of a compose file has no words there, and each thing without is warned of. No secret's value is in it.
 */
export function emitKube(project: Project, plan: Plan, target: Target): Outcome<UnitSet> {
  const planned = makeEmission(project, plan, target);
  const groups = podGroups(planned);
  const shared = groups.find(({ infra }) => infra !== undefined);
  const emission: Emission = { ...planned, handle: shared?.unit ?? `${project.name}.target` };
  const order = startOrder(groups);
  const builds = builtImages(emission);
  const attachments = groups.map((group) => ({ name: `${group.stem}.yaml`, text: yamlOf(group, emission) }));
  const odd = emission.volumes.filter(({ thing }) => !isClaimable(thing));
  const diagnostics: readonly Diagnostic[] = [
    ...badImages(emission),
    ...withoutEquivalent(emission),
    ...kubeLosses(groups, emission),
    ...secretNotes(emission),
  ];
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics };
  return {
    value: {
      project: project.name,
      files: [
        ...(shared === undefined ? [targetUnit(emission)] : []),
        ...emission.networks.map((network) => networkUnit(network, emission)),
        ...odd.map((volume) => volumeUnit(volume, emission)),
        ...builds.files,
        ...groups.map((group) =>
          kubeUnit(group, order.get(group) ?? [], makersOf(group, emission), emission),
        ),
      ],
      attachments: [...attachments, ...builds.attachments],
      handle: emission.handle,
    },
    diagnostics,
  };
}

/** All that a pod needs, one document after the other. */
function yamlOf(group: PodGroup, emission: Emission): string {
  const { project } = emission;
  const volumes = podVolumes([...group.jobs, ...group.containers], emission);
  const documents = [
    ...emission.volumes
      .filter(({ thing }) => volumes.claims.has(thing.name) && isClaimable(thing))
      .map(claimOf),
    ...[...project.configs.values()].filter(({ key }) => volumes.configs.has(key)).map(configMapOf),
    kubePod(group, volumes, emission),
  ];
  return documents.map(yamlText).join('---\n');
}

/** Units that make images, and volumes that no claim can say. */
function makersOf(group: PodGroup, emission: Emission): readonly string[] {
  const { names, volumes } = emission;
  const all: readonly ContainerDesign[] = [...group.jobs, ...group.containers];
  const images = all
    .flatMap(({ image }) => names.images.get(image) ?? [])
    .map((stem) => `${stem}-build.service`);
  const { claims } = podVolumes(all, emission);
  const odd = volumes
    .filter(({ thing }) => claims.has(thing.name) && !isClaimable(thing))
    .flatMap(({ thing }) => names.volumes.get(thing.name) ?? [])
    .map((stem) => `${stem}-volume.service`);
  return [...new Set([...images, ...odd])].sort();
}

/** Which Podman secrets have to be there, and how they are made. */
function secretNotes({ project, containers }: Emission): readonly Diagnostic[] {
  const used = new Set(
    containers.flatMap(({ fileObjects }) =>
      fileObjects.flatMap((object) => (object.kind === 'engine-secret' ? [object.name] : [])),
    ),
  );
  const objects = [
    ...project.secrets.values(),
    ...[...project.configs.values()].filter(
      ({ source }) => source.kind !== 'content' && source.kind !== 'file',
    ),
  ];
  return objects
    .filter((object) => used.has(engineSecretName(object)))
    .map((object) => {
      const { kind, key, source } = object;
      const name = kubeSecretName(engineSecretName(object), source.kind === 'external');
      const span = project.origins.find([`${kind}s`, key]);
      const value =
        source.kind === 'environment'
          ? `printf %s "$${source.variable}"`
          : `cat ${source.kind === 'file' ? source.path : 'FILE'}`;
      return diagnose('systemd/kube-secret', { kind, key, name, value }, span);
    });
}
