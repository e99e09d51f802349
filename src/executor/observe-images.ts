import { bareImageId } from '../lib/image-id.ts';
import { label } from '../planner/labels.ts';
import type { ObservedImage } from '../planner/observed.ts';
import type { PodmanClient } from '../podman/client.ts';
import type { ContainerSummary, ImageSummary } from '../podman/replies.ts';

/** From so many references on, one list of all images is cheaper than asking for each. */
const many = 20;

/**
 * The local images of references. The engine itself resolves short names, so each is asked for by its reference; where there
 * are many, those that containers were made from are taken from the list and from what the containers' labels say.
 */
export async function observeImages(
  client: PodmanClient,
  references: readonly string[],
  containers: Promise<readonly ContainerSummary[]>,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, ObservedImage>> {
  const distinct = [...new Set(references)];
  const known =
    distinct.length < many
      ? new Map<string, ObservedImage>()
      : knownImages(distinct, await client.listImages(signal), await containers);
  const found = await Promise.all(
    distinct.map(async (reference) => {
      const image = known.get(reference) ?? (await client.inspectImage(reference, signal));
      return image === undefined ? [] : [[reference, image] as const];
    }),
  );
  return new Map(
    found
      .flat()
      .map(([reference, { id, exposedPorts, createdMs }]) => [reference, { id, exposedPorts, createdMs }]),
  );
}

/** References that mean one image of the list beyond doubt, of which a container tells the rest. */
function knownImages(
  references: readonly string[],
  images: readonly ImageSummary[],
  containers: readonly ContainerSummary[],
): ReadonlyMap<string, ObservedImage> {
  const exposed = new Map<string, readonly string[]>();
  for (const { labels } of containers) {
    const id = labels.get(label.image);
    const ports = labels.get(label.exposes);
    if (id === undefined || ports === undefined) continue;
    exposed.set(
      bareImageId(id),
      ports.split(' ').filter((port) => port !== ''),
    );
  }
  const byLastPart = new Map<string, ImageSummary[]>();
  for (const image of images) {
    for (const part of new Set(image.names.map(lastPart))) {
      byLastPart.set(part, [...(byLastPart.get(part) ?? []), image]);
    }
  }
  return new Map(
    references.flatMap((reference) => {
      const full = withTag(reference);
      const [image, ...others] = (byLastPart.get(lastPart(full)) ?? []).filter(({ names }) =>
        names.some((name) => name === full || name.endsWith(`/${full}`)),
      );
      const exposedPorts = image === undefined ? undefined : exposed.get(bareImageId(image.id));
      if (image === undefined || others.length > 0 || exposedPorts === undefined) return [];
      const { id, createdMs } = image;
      return [[reference, { id, createdMs, exposedPorts }] as const];
    }),
  );
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function withTag(reference: string): string {
  return /[:@]/u.test(lastPart(reference)) ? reference : `${reference}:latest`;
}
