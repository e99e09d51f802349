import type { Clock } from '../host/host.ts';
import type { PodmanClient } from '../podman/client.ts';
import type { BuildContainer } from '../podman/replies.ts';

/** How far a line of the output may be from what it tells of, in milliseconds. */
const slack = 1500;
const secondLookMs = 400;

/** The output of one build, read for what tells its containers from those of other builds. */
export class BuildTrace {
  readonly #startMs: number;
  /** Base images, each with the time in which its container was made. */
  readonly #bases: { readonly image: string; readonly fromMs: number; untilMs: number | undefined }[] = [];
  /** Beginnings of the ids of images that later steps go on from. */
  readonly #steps = new Set<string>();

  constructor(nowMs: number) {
    this.#startMs = nowMs;
  }

  see(text: string, nowMs: number): void {
    for (const line of text.split('\n')) {
      const [, instruction] = /\bSTEP \d+\/\d+: (.*)$/.exec(line) ?? [];
      if (instruction !== undefined) {
        const last = this.#bases.at(-1);
        if (last !== undefined) last.untilMs ??= nowMs;
        const [, image] = /^FROM (?:--\S+ )*(\S+)/i.exec(instruction) ?? [];
        if (image !== undefined) this.#bases.push({ image, fromMs: nowMs, untilMs: undefined });
      }
      const [, step] = /^(?:\[[^\]]*\] )?--> (?:Using cache )?([0-9a-f]{12})/.exec(line) ?? [];
      if (step !== undefined) this.#steps.add(step);
    }
  }

  /** True for a container that this build made, beyond reasonable doubt. */
  isOurs({ image, imageId, createdMs }: BuildContainer, nowMs: number): boolean {
    if (createdMs < this.#startMs - slack) return false;
    if (this.#steps.has(imageId.slice(0, 12))) return true;
    return this.#bases.some(
      (base) =>
        isNamed(image, base.image) &&
        createdMs >= base.fromMs - slack &&
        createdMs <= (base.untilMs ?? nowMs) + slack,
    );
  }
}

/**
 * Removes the containers of a build that was cut off. The engine (5.4, 5.8) lets the step end that it is at, begins no other, and
 * forgets the containers. A step that is only announced gets its container in a moment, so there is a second look.
 */
export async function removeLeftovers(
  client: PodmanClient,
  trace: BuildTrace,
  { now, sleep }: Clock,
): Promise<void> {
  await look(client, trace, now());
  await sleep(secondLookMs);
  await look(client, trace, now());
}

async function look(client: PodmanClient, trace: BuildTrace, nowMs: number): Promise<void> {
  const left = (await client.listBuildContainers()).filter((container) => trace.isOurs(container, nowMs));
  await Promise.all(
    left.map(({ id }) => client.removeContainer(id, { force: true, volumes: false, timeoutSeconds: 0 })),
  );
}

/** A name as the engine writes it, and one as a file does: without a host, without a tag. */
function isNamed(full: string, written: string): boolean {
  if (full === written) return true;
  const tagged = /[:@][^/]*$/.test(written) ? written : `${written}:latest`;
  return full === tagged || full.endsWith(`/${tagged}`);
}
