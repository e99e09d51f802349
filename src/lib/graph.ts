import { Graph, alg } from 'graphlib';

/**
 * The nodes in an order that keeps every predecessor before its node; among nodes that are ready, the order of `nodes`.
 * Predecessors that are no nodes count for nothing. Cycles are given as paths, each node once, and then `order` is empty.
 */
export function topologicalOrder(
  nodes: readonly string[],
  predecessorsOf: (node: string) => Iterable<string>,
): { readonly order: readonly string[]; readonly cycles: readonly (readonly string[])[] } {
  const graph = new Graph();
  const waiting = new Map<string, number>();
  const successors = new Map<string, string[]>();
  for (const node of nodes) {
    graph.setNode(node);
    waiting.set(node, 0);
    successors.set(node, []);
  }
  for (const node of nodes) {
    for (const predecessor of new Set(predecessorsOf(node))) {
      if (!waiting.has(predecessor)) continue;
      graph.setEdge(predecessor, node);
      waiting.set(node, (waiting.get(node) ?? 0) + 1);
      successors.get(predecessor)?.push(node);
    }
  }
  const rank = new Map(nodes.map((node, index) => [node, index]));
  const order: string[] = [];
  const ready = new RankQueue(rank);
  for (const node of nodes) if (waiting.get(node) === 0) ready.push(node);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    order.push(node);
    for (const next of successors.get(node) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return order.length === waiting.size ? { order, cycles: [] } : { order: [], cycles: alg.findCycles(graph) };
}

/** A binary heap of nodes by rank. */
class RankQueue {
  readonly #heap: string[] = [];
  readonly #rank: ReadonlyMap<string, number>;

  constructor(rank: ReadonlyMap<string, number>) {
    this.#rank = rank;
  }

  push(node: string): void {
    const heap = this.#heap;
    let at = heap.push(node) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#of(parent) <= this.#of(at)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): string | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const smaller = this.#of(left + 1) < this.#of(left) ? left + 1 : left;
      if (this.#of(at) <= this.#of(smaller)) return first;
      this.#swap(at, smaller);
      at = smaller;
    }
  }

  #of(index: number): number {
    const node = this.#heap[index];
    return node === undefined ? Number.POSITIVE_INFINITY : (this.#rank.get(node) ?? 0);
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    const [x, y] = [heap[a], heap[b]];
    if (x === undefined || y === undefined) return;
    heap[a] = y;
    heap[b] = x;
  }
}
