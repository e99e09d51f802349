import { parseImageRef, printImageRef } from '../model/image-ref.ts';
import type { ContainerDesign } from '../planner/container-design.ts';
import type { Emission } from './emission.ts';

/** What `podman run` makes a container of, as its words: an image, or a folder of the host. */
export function rootOf({ image, service }: ContainerDesign, { builds, target }: Emission): readonly string[] {
  const { rootfs } = service.podman;
  return rootfs === undefined
    ? [qualifiedImage(image, builds.has(image), target.imageNames)]
    : ['--rootfs', rootfs];
}

/** An image's whole name: a short one is looked for in other places by other engines, and the generator warns of it. */
export function qualifiedImage(
  image: string,
  isBuiltHere: boolean,
  known: ReadonlyMap<string, string>,
): string {
  if (!isShortName(image)) return image;
  // What is built under a short name is kept as this host's own.
  return known.get(image) ?? (isBuiltHere ? `localhost/${image}` : wholeName(image));
}

/** True for a name that does not say where the image is from. */
export function isShortName(image: string): boolean {
  const name = parseImageRef(image);
  return name !== undefined && printImageRef(name) !== image && !image.startsWith(`${name.registry}/`);
}

/**
 * The name by which an engine knows the image that it finds under a short one: of those it has, one that ends in the short
 * one. Podman itself looks at `localhost` first. undefined where it knows it by no such name.
 */
export function knownName(image: string, names: readonly string[]): string | undefined {
  const tagged = /[:@][^/]*$/u.test(image) ? image : `${image}:latest`;
  const fitting = names.filter((name) => name.endsWith(`/${tagged}`));
  const found = fitting.find((name) => name.startsWith('localhost/')) ?? fitting[0];
  return tagged === image ? found : found?.replace(/:latest$/u, '');
}

function wholeName(image: string): string {
  const name = parseImageRef(image);
  return name === undefined ? image : printImageRef(name);
}
