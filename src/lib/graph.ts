import { Graph, alg } from 'graphlib';

/**
 * The nodes in an order that keeps every predecessor before its node; among nodes that are ready, the order of `nodes`.
 * Predecessors that are no nodes count for nothing. Cycles are given as paths, each node once and before a predecessor of
 * it, the last node before the first; then `order` is empty. Of cycles that share nodes the shortest one is given.
 */
export function topologicalOrder(
  nodes: readonly string[],
  predecessorsOf: (node: string) => Iterable<string>,
): { readonly order: readonly string[]; readonly cycles: readonly (readonly string[])[] } {
  const waiting = new Map<string, number>();
  const successors = new Map<string, string[]>();
  for (const node of nodes) {
    waiting.set(node, 0);
    successors.set(node, []);
  }
  for (const node of nodes) {
    for (const predecessor of new Set(predecessorsOf(node))) {
      if (!waiting.has(predecessor)) continue;
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
  if (order.length === waiting.size) return { order, cycles: [] };
  const byRank = (a: string, b: string): number => (rank.get(a) ?? 0) - (rank.get(b) ?? 0);
  const cycles = alg
    .findCycles(graphOf(successors))
    .map((group) => shortestCycle(group.toSorted(byRank), predecessorsOf))
    .sort(([a = ''], [b = '']) => byRank(a, b));
  return { order: [], cycles };
}

function graphOf(successors: ReadonlyMap<string, readonly string[]>): Graph {
  const graph = new Graph();
  for (const [node, next] of successors) {
    graph.setNode(node);
    for (const successor of next) graph.setEdge(node, successor);
  }
  return graph;
}

/** The shortest way from the first node of a group back to itself; every node of the group reaches every other. */
function shortestCycle(
  group: readonly string[],
  predecessorsOf: (node: string) => Iterable<string>,
): readonly string[] {
  const [start = ''] = group;
  const members = new Set(group);
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const next of predecessorsOf(node)) {
      if (next === start) return pathTo(node, start, cameFrom);
      if (!members.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      queue.push(next);
    }
  }
  return group;
}

function pathTo(node: string, start: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const path = [node];
  for (let at = node; at !== start;) {
    at = cameFrom.get(at) ?? start;
    path.unshift(at);
  }
  return path;
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
