import type { PodmanClient } from '../podman/client.ts';

/** Ids of local images, asked once per reference for each state of the image. */
export class ImageIds {
  readonly #client: PodmanClient;
  readonly #known = new Map<string, Promise<string | undefined>>();

  constructor(client: PodmanClient) {
    this.#client = client;
  }

  /** undefined when the image is not there. */
  find(image: string): Promise<string | undefined> {
    const known = this.#known.get(image);
    if (known !== undefined) return known;
    const asked = this.#client.inspectImage(image).then((found) => found?.id);
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
