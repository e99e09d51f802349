import type { Arrow } from '../diagram.ts';

/** A box as layout needs it. */
export interface Sized {
  readonly id: string;
  /** Index of the lane (a frame, or what is in none) that it lies in. */
  readonly lane: number;
  readonly width: number;
  readonly height: number;
}

/** What lies in a column: a box, or a point that arrows to one box pass on their way to a later column. */
export interface Item {
  readonly id: string;
  readonly lane: number;
  readonly column: number;
  readonly width: number;
  readonly height: number;
  readonly isPoint: boolean;
}

/** A piece of one or more arrows between neighbouring columns. Arrows to one box that mean the same share their way. */
export interface Piece {
  readonly from: string;
  readonly to: string;
  readonly kind: Arrow['kind'];
  /** It ends at a box, so it has the arrow's head. */
  readonly isLast: boolean;
  readonly labels: ReadonlySet<string>;
}

/** Boxes in columns from left to right along the arrows, with the pieces between them, and those that no arrow touches. */
export interface Columns {
  readonly items: readonly Item[];
  readonly pieces: readonly Piece[];
  readonly count: number;
  readonly unconnected: readonly Sized[];
}

/** Puts each box in the column that its longest way to an end asks for. A lane's share of a column is cut at `tallest` boxes. */
export function intoColumns(boxes: readonly Sized[], arrows: readonly Arrow[], tallest: number): Columns {
  const touched = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const connected = boxes.filter(({ id }) => touched.has(id));
  const columnOf = columnNumbers(connected, arrows, tallest);
  const byId = new Map(connected.map((box) => [box.id, box]));
  const items = new Map<string, Item>();
  for (const box of connected) {
    items.set(box.id, { ...box, column: columnOf.get(box.id) ?? 0, isPoint: false });
  }
  const pieces = new Map<string, Piece & { readonly labels: Set<string> }>();
  for (const { from, to, kind, label } of arrows) {
    const lane = byId.get(from)?.lane ?? 0;
    const end = columnOf.get(to) ?? 0;
    let last = from;
    for (let column = (columnOf.get(from) ?? 0) + 1; column <= end; column++) {
      const isLast = column === end;
      const next = isLast ? to : `${lane} ${kind} ${column} ${to}`;
      if (!isLast) items.set(next, { id: next, lane, column, width: 0, height: 2, isPoint: true });
      const key = `${kind}\n${last}\n${next}`;
      const piece = pieces.get(key) ?? { from: last, to: next, kind, isLast, labels: new Set() };
      if (label !== undefined && last === from) piece.labels.add(label);
      pieces.set(key, piece);
      last = next;
    }
  }
  return {
    items: [...items.values()],
    pieces: [...pieces.values()],
    count: Math.max(0, ...[...columnOf.values()].map((column) => column + 1)),
    unconnected: boxes.filter(({ id }) => !touched.has(id)),
  };
}

function columnNumbers(
  boxes: readonly Sized[],
  arrows: readonly Arrow[],
  tallest: number,
): ReadonlyMap<string, number> {
  const depths = depthsOf(boxes, arrows);
  const incoming = new Map<string, number>();
  for (const { to } of arrows) incoming.set(to, (incoming.get(to) ?? 0) + 1);
  const columns = new Map<string, number>();
  let column = 0;
  for (let depth = Math.max(0, ...depths.values()); depth >= 0; depth--) {
    const lanes = new Map<number, Sized[]>();
    for (const box of boxes) {
      if (depths.get(box.id) === depth) lanes.set(box.lane, [...(lanes.get(box.lane) ?? []), box]);
    }
    const parts = Math.max(0, ...[...lanes.values()].map((members) => Math.ceil(members.length / tallest)));
    for (const members of lanes.values()) {
      // What much leads to comes first, nearest to where it comes from.
      const sorted = members.toSorted((a, b) => (incoming.get(b.id) ?? 0) - (incoming.get(a.id) ?? 0));
      const share = Math.ceil(sorted.length / Math.max(1, parts));
      sorted.forEach((box, index) => columns.set(box.id, column + Math.floor(index / share)));
    }
    column += parts;
  }
  return columns;
}

/** The number of arrows on the longest way from a box to one that none leaves. */
function depthsOf(boxes: readonly Sized[], arrows: readonly Arrow[]): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>();
  for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to]);
  const depths = new Map<string, number>();
  const visit = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    // A way that leads back here counts for nothing.
    depths.set(id, 0);
    const depth = Math.max(-1, ...(next.get(id) ?? []).map(visit)) + 1;
    depths.set(id, depth);
    return depth;
  };
  for (const { id } of boxes) visit(id);
  return depths;
}
