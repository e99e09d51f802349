import type { ContainerRef } from '../planner/plan.ts';

/** Ids of the containers that an execution made, so that a step finds its container whatever it is called by then. */
export class ContainerIds {
  readonly #byName = new Map<string, string>();

  /** A container came to be, or got another name. */
  note(name: string, id: string): void {
    this.#byName.set(name, id);
  }

  /** What to call the container by on the engine: its id where that is known. */
  find(container: ContainerRef): string {
    return container.id ?? this.#byName.get(container.name) ?? container.name;
  }
}
