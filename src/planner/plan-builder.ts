import { topologicalOrder } from '../lib/graph.ts';
import type { ImageChanged, Operation, OperationId, PlacementNote, Plan, UnchangedResource } from './plan.ts';

type Distribute<T> = T extends unknown ? Omit<T, 'id' | 'after' | 'onlyIf' | 'rescues'> : never;

/** An operation before it has its number: what it does and why. */
export type OperationDraft = Distribute<Operation>;

/** Collects operations under keys such as `start:web-1`, and numbers them in an order that can be carried out. */
export class PlanBuilder {
  readonly #drafts = new Map<
    string,
    {
      readonly draft: OperationDraft;
      readonly after: Set<string>;
      readonly onlyIf: readonly ImageChanged[] | undefined;
      readonly rescues: readonly string[];
    }
  >();
  readonly #unchanged: UnchangedResource[] = [];

  /** Adds a step. Keys in `after` that no step of the plan has count for nothing: that thing is there already. */
  add(
    key: string,
    draft: OperationDraft,
    after: Iterable<string> = [],
    onlyIf?: readonly ImageChanged[],
  ): void {
    if (this.#drafts.has(key)) throw new Error(`two steps of a plan with the key ${key}`);
    this.#drafts.set(key, { draft, after: new Set(after), onlyIf, rescues: [] });
  }

  /** Adds a step that mends what a failure of one of the steps `rescues` leaves behind. */
  addRescue(
    key: string,
    draft: OperationDraft,
    rescues: readonly string[],
    after: Iterable<string> = [],
  ): void {
    this.add(key, draft, [...rescues, ...after]);
    const step = this.#drafts.get(key);
    if (step !== undefined) this.#drafts.set(key, { ...step, rescues });
  }

  /** Puts a step right before another one, whose place after others it takes. */
  addBefore(key: string, own: string, draft: OperationDraft): void {
    const step = this.#drafts.get(key);
    if (step === undefined) return;
    this.add(own, draft, step.after, step.onlyIf);
    this.#drafts.set(key, { ...step, after: new Set([own]) });
  }

  /** Puts a step right behind another one, and before those that come after that one and that `waits` tells. */
  addBehind(
    key: string,
    own: string,
    draft: OperationDraft,
    waits: (follower: OperationDraft) => boolean,
  ): void {
    for (const { draft: follower, after } of this.#drafts.values()) {
      if (after.has(key) && waits(follower)) after.add(own);
    }
    this.add(own, draft, [key], this.#drafts.get(key)?.onlyIf);
  }

  has(key: string): boolean {
    return this.#drafts.has(key);
  }

  /** Makes a step wait for more. */
  addAfter(key: string, after: Iterable<string>): void {
    for (const other of after) this.#drafts.get(key)?.after.add(other);
  }

  /** All steps so far, by key. */
  drafts(): readonly (readonly [string, OperationDraft])[] {
    return [...this.#drafts].map(([key, { draft }]) => [key, draft]);
  }

  /** Keys of all steps so far. */
  keys(): readonly string[] {
    return [...this.#drafts.keys()];
  }

  keep(resource: UnchangedResource): void {
    this.#unchanged.push(resource);
  }

  build(project: string, placement: readonly PlacementNote[]): Plan {
    const { order, cycles } = topologicalOrder(
      [...this.#drafts.keys()],
      (key) => this.#drafts.get(key)?.after ?? [],
    );
    if (cycles.length > 0) throw new Error(`a plan that waits for itself: ${JSON.stringify(cycles)}`);
    const numbers = new Map(order.map((key, index) => [key, (index + 1) as OperationId]));
    const operations = order.flatMap((key, index) => {
      const step = this.#drafts.get(key);
      if (step === undefined) return [];
      const numbered = (keys: Iterable<string>) =>
        [...keys].flatMap((other) => numbers.get(other) ?? []).sort((a, b) => a - b);
      const rescues = numbered(step.rescues);
      return [
        {
          ...step.draft,
          id: (index + 1) as OperationId,
          after: numbered(step.after),
          ...(step.onlyIf === undefined ? {} : { onlyIf: step.onlyIf }),
          ...(rescues.length === 0 ? {} : { rescues }),
        },
      ];
    });
    return { project, operations, unchanged: this.#unchanged, placement };
  }
}
