import { ToolError } from '../diagnostics/tool-error.ts';
import { bareImageId } from '../lib/image-id.ts';
import type { ObservedImage } from '../planner/observed.ts';
import type { PodmanClient } from '../podman/client.ts';

/**
 * When images were last pulled, by their ids without prefix, as far back as any of the references asks. Podman keeps no such time with
 * an image; its event log has it.
 */
export async function lastPulls(
  client: PodmanClient,
  ages: ReadonlyMap<string, number> | undefined,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  if (ages === undefined || ages.size === 0) return found;
  const seconds = Math.ceil(Math.max(...ages.values()) / 1000);
  const wanted = { type: ['image'], event: ['pull'] };
  try {
    const range = { since: `${seconds}s`, until: '0s' };
    const events = await client.events(wanted, range, signal ?? new AbortController().signal);
    for await (const { id, timeMs } of events) found.set(bareImageId(id), timeMs);
  } catch (error) {
    // An engine that keeps no events (`events_logger = "none"`): the time when the image was made has to do.
    if (signal?.aborted === true || !(error instanceof ToolError)) throw error;
  }
  return found;
}

/** The images with the times of their last pulls. */
export function withPulls([images, pulls]: readonly [
  ReadonlyMap<string, ObservedImage>,
  ReadonlyMap<string, number>,
]): ReadonlyMap<string, ObservedImage> {
  if (pulls.size === 0) return images;
  return new Map(
    [...images].map(([reference, image]) => {
      const pulledMs = pulls.get(bareImageId(image.id));
      return [reference, pulledMs === undefined ? image : { ...image, pulledMs }];
    }),
  );
}
