import type { ContainerRef } from '../planner/plan.ts';

/** What the containers that an execution made are called by now. */
export class ContainerNames {
  readonly #current = new Map<string, string>();

  /** A container got another name. */
  renamed(from: string, to: string): void {
    this.#current.set(from, to);
  }

  /** What to call the container by on the engine: its id, or else its name, which is what error messages show. */
  find({ id, name }: ContainerRef): string {
    return id ?? this.#current.get(name) ?? name;
  }
}
