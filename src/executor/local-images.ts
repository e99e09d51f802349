import type { PodmanClient } from '../podman/client.ts';
import type { ImageInspect } from '../podman/replies.ts';

/** Local images, asked for once per reference for each state of the image. */
export class LocalImages {
  readonly #client: PodmanClient;
  readonly #known = new Map<string, Promise<ImageInspect | undefined>>();

  constructor(client: PodmanClient) {
    this.#client = client;
  }

  /** undefined when the image is not there. */
  find(image: string): Promise<ImageInspect | undefined> {
    const known = this.#known.get(image);
    if (known !== undefined) return known;
    const asked = this.#client.inspectImage(image);
    this.#known.set(image, asked);
    // A failed question is not an answer to remember.
    asked.catch(() => this.#known.delete(image));
    return asked;
  }

  /** A pull, build or removal may have changed what any reference means. */
  forget(): void {
    this.#known.clear();
  }
}
