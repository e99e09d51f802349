import { bareImageId } from '../lib/image-id.ts';
import { changedKeys } from './changed-keys.ts';
import type { Project } from '../model/project.ts';
import type { ServiceDesign } from './design.ts';
import { label } from './labels.ts';
import type { ObservedContainer, ObservedImage } from './observed.ts';
import { containerName, podName } from './names.ts';

/** Why a container is not what the file asks for, or undefined when it is. Its image is `imageDivergence`'s. */
export function divergence(
  project: Project,
  container: ObservedContainer,
  design: ServiceDesign,
  networks: readonly string[],
): string | undefined {
  const name = containerName(project.name, design.service, container.replica ?? 1);
  if (container.name !== name) return `it is called ${container.name}`;
  const isInPod = container.pod !== undefined;
  if (design.placement.kind === 'pod' && container.pod !== podName(project)) {
    return isInPod ? 'its pod has another name now' : 'it moves into the pod';
  }
  if (isInPod && design.placement.kind === 'beside')
    return `it moves out of the pod: ${design.placement.reason}`;
  if (isInPod && design.placement.kind === 'mode')
    return 'it moves out of the pod: it has a network mode of its own';
  if (isInPod && design.placement.kind !== 'pod') {
    return 'it moves out of the pod: it uses the network of another container';
  }
  if (container.labels.get(label.configHash) !== design.service.configHash)
    return changedKeys(container, design);
  const contents = container.labels.get(label.contents) ?? '';
  if (contents !== design.contents) return changedContents(contents, design.contents);
  const volume = otherVolume(container.labels.get(label.volumes), design.volumes);
  if (volume !== undefined) return volume;
  const missing = networks.find((name) => !container.networks.includes(name));
  if (missing !== undefined) return `it is not on network ${missing}`;
  return undefined;
}

/** Says that a container runs another image than the local one of that name. */
export function imageDivergence(
  container: ObservedContainer,
  image: ObservedImage | undefined,
): string | undefined {
  const has = container.labels.get(label.image) ?? container.imageId;
  if (image === undefined || bareImageId(has) === bareImageId(image.id)) return undefined;
  return `image changed: ${short(has)} → ${short(image.id)}`;
}

/** A volume that the file gave another name; containers without our label are taken to have the right ones. */
function otherVolume(label: string | undefined, wanted: readonly string[]): string | undefined {
  if (label === undefined || label === wanted.join(' ')) return undefined;
  const mounted = label.split(' ');
  const missing = wanted.filter((name) => !mounted.includes(name));
  return `it is to mount volume ${missing.join(', ')}`;
}

function changedContents(before: string, after: string): string {
  const had = new Set(before.split(' '));
  const changed = after.split(' ').filter((item) => item !== '' && !had.has(item));
  const names = changed.map((item) => item.slice(0, item.lastIndexOf('=')).replace(':', ' '));
  return names.length === 0 ? 'its secrets or configs changed' : `content of ${names.join(', ')} changed`;
}

function short(id: string): string {
  return `sha256:${bareImageId(id).slice(0, 12)}`;
}
