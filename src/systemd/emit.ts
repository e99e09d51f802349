import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { Plan } from '../planner/plan.ts';
import { updatesInPod } from './auto-updates.ts';
import { classicContainer } from './classic/container.ts';
import { classicNaming } from './classic/names.ts';
import { classicNetwork, classicPod, classicVolume } from './classic/resources.ts';
import type { Emission } from './emission.ts';
import { makeEmission } from './emission.ts';
import { buildUnit, inlineFileName } from './quadlet/build.ts';
import { containerUnit } from './quadlet/container.ts';
import { networkUnit } from './quadlet/network.ts';
import { podUnit } from './quadlet/pod.ts';
import { volumeUnit } from './quadlet/volume.ts';
import type { Target } from './target.ts';
import type { UnitFile, UnitSet } from './unit-file.ts';
import { badImages, withoutEquivalent } from './without-equivalent.ts';

/**
 * The project as Quadlet files: the containers, pod, networks and volumes that `up` would make on an empty engine, which is
 * what `plan` has to be for. Pure: the same input gives the same files, to the byte. Warns of what units cannot say.
 */
export function emitQuadlet(project: Project, plan: Plan, target: Target): Outcome<UnitSet> {
  const emission = makeEmission(project, plan, target);
  const { pod, containers, networks, volumes } = emission;
  const built = builtImages(emission);
  const files: readonly UnitFile[] = [
    ...(pod === undefined ? [targetUnit(emission)] : [podUnit(pod, emission)]),
    ...networks.map((network) => networkUnit(network, emission)),
    ...volumes.map((volume) => volumeUnit(volume, emission)),
    ...built.files,
    ...containers.map((design) => containerUnit(design, emission)),
  ];
  const diagnostics: readonly Diagnostic[] = [
    ...badImages(emission),
    ...withoutEquivalent(emission),
    ...updatesInPod(emission),
  ];
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics };
  const { attachments } = built;
  return { value: { project: project.name, files, attachments, handle: emission.handle }, diagnostics };
}

/** Units that build images, and the files that belong to them. */
export function builtImages(emission: Emission): Pick<UnitSet, 'files' | 'attachments'> {
  const { builds, names } = emission;
  return {
    files: [...builds].flatMap(([image, service]) =>
      service.build === undefined || !names.images.has(image)
        ? []
        : [buildUnit(image, service, service.build, emission)],
    ),
    attachments: [...builds].flatMap(([image, { build }]) => {
      const stem = names.images.get(image);
      const text = build?.dockerfileInline;
      return text === undefined || stem === undefined ? [] : [{ name: inlineFileName(stem), text }];
    }),
  };
}

/** The same as units that call `podman run` themselves, for Podman without Quadlet. Nothing in them builds images. */
export function emitClassic(project: Project, plan: Plan, target: Target): Outcome<UnitSet> {
  const emission = makeEmission(project, plan, target, classicNaming);
  const { pod, containers, networks, volumes, handle } = emission;
  const files: readonly UnitFile[] = [
    ...(pod === undefined ? [targetUnit(emission)] : [classicPod(pod, emission)]),
    ...networks.map((network) => classicNetwork(network, emission)),
    ...volumes.map((volume) => classicVolume(volume, emission)),
    ...containers.map((design) => classicContainer(design, emission)),
  ];
  const diagnostics = [...badImages(emission), ...withoutEquivalent(emission), ...updatesInPod(emission)];
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics };
  return { value: { project: project.name, files, attachments: [], handle }, diagnostics };
}

/** What stands for a project without a pod. */
export function targetUnit(emission: Emission): UnitFile {
  const name = emission.handle;
  return {
    name,
    unit: name,
    role: { kind: 'handle' },
    sections: [
      { name: 'Unit', entries: [['Description', `All of ${emission.project.name}`]] },
      { name: 'Install', entries: [['WantedBy', 'default.target']] },
    ],
  };
}
