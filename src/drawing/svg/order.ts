import type { Columns, Item, Piece } from './columns.ts';

const sweeps = 12;

/** Items of each column from top to bottom, lane by lane, with few crossings of the pieces between columns. */
export function orderColumns({ items, pieces, count }: Columns): readonly (readonly Item[])[] {
  const columns: Item[][] = Array.from({ length: count }, () => []);
  for (const item of items) columns[item.column]?.push(item);
  for (const column of columns) column.sort((a, b) => a.lane - b.lane);
  const neighbours = neighboursOf(pieces);
  let best = columns.map((column) => [...column]);
  let fewest = crossings(best, pieces);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const isForward = sweep % 2 === 0;
    const sequence = isForward ? columns : [...columns].reverse();
    for (const column of sequence)
      sortByNeighbours(column, columns, isForward ? neighbours.before : neighbours.after);
    const now = crossings(columns, pieces);
    if (now >= fewest) continue;
    fewest = now;
    best = columns.map((column) => [...column]);
  }
  return best;
}

interface Neighbours {
  readonly before: ReadonlyMap<string, readonly string[]>;
  readonly after: ReadonlyMap<string, readonly string[]>;
}

function neighboursOf(pieces: readonly Piece[]): Neighbours {
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  for (const { from, to } of pieces) {
    before.set(to, [...(before.get(to) ?? []), from]);
    after.set(from, [...(after.get(from) ?? []), to]);
  }
  return { before, after };
}

/** Each item goes where its neighbours are on average; one without any stays where it was. */
function sortByNeighbours(
  column: Item[],
  columns: readonly (readonly Item[])[],
  neighbours: ReadonlyMap<string, readonly string[]>,
): void {
  const places = new Map<string, number>();
  for (const other of columns) other.forEach(({ id }, index) => places.set(id, (index + 0.5) / other.length));
  const wanted = new Map(
    column.map((item, index) => {
      const around = (neighbours.get(item.id) ?? []).map((id) => places.get(id) ?? 0);
      const here = (index + 0.5) / column.length;
      return [
        item,
        around.length === 0 ? here : around.reduce((sum, place) => sum + place, 0) / around.length,
      ];
    }),
  );
  column.sort((a, b) => a.lane - b.lane || (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
}

/** How many pairs of pieces cross. Counted pair by pair: the numbers are small, and a picture of thousands is no picture. */
function crossings(columns: readonly (readonly Item[])[], pieces: readonly Piece[]): number {
  const places = new Map<string, number>();
  const columnOf = new Map<string, number>();
  columns.forEach((column, number) =>
    column.forEach(({ id }, index) => {
      places.set(id, index);
      columnOf.set(id, number);
    }),
  );
  const byColumn = new Map<number, (readonly [number, number])[]>();
  for (const { from, to } of pieces) {
    const number = columnOf.get(from) ?? 0;
    byColumn.set(number, [...(byColumn.get(number) ?? []), [places.get(from) ?? 0, places.get(to) ?? 0]]);
  }
  let count = 0;
  for (const list of byColumn.values()) {
    if (list.length > 1000) return 1;
    list.forEach(([a, b], index) => {
      for (const [c, d] of list.slice(index + 1)) if ((a - c) * (b - d) < 0) count++;
    });
  }
  return count;
}
