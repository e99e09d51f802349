import type { Item, Piece } from './columns.ts';

const rounds = 16;
const boxGap = 18;
const pointGap = 10;

/**
 * The middles of a lane's items on the vertical axis: as near to those of their neighbours as the order in the columns and
 * the room between items allow. The topmost edge is 0.
 */
export function middlesOf(
  columns: readonly (readonly Item[])[],
  pieces: readonly Piece[],
): ReadonlyMap<string, number> {
  const middles = new Map<string, number>();
  for (const column of columns) place(column, (_, index) => index, middles);
  const around = new Map<string, string[]>();
  for (const { from, to } of pieces) {
    around.set(from, [...(around.get(from) ?? []), to]);
    around.set(to, [...(around.get(to) ?? []), from]);
  }
  for (let round = 0; round < rounds; round++) {
    const sequence = round % 2 === 0 ? columns : [...columns].reverse();
    for (const column of sequence) {
      const wanted = column.map(({ id }) => {
        const known = (around.get(id) ?? []).flatMap((other) => middles.get(other) ?? []);
        const sum = known.reduce((total, middle) => total + middle, 0);
        return known.length === 0 ? (middles.get(id) ?? 0) : sum / known.length;
      });
      place(column, (_, index) => wanted[index] ?? 0, middles);
    }
  }
  const top = Math.min(...columns.flat().map(({ id, height }) => (middles.get(id) ?? 0) - height / 2));
  return new Map([...middles].map(([id, middle]) => [id, middle - top]));
}

/** The places nearest to those wanted (by least squares) that keep the order and the gaps: neighbours that meet move as one. */
function place(
  column: readonly Item[],
  wanted: (item: Item, index: number) => number,
  middles: Map<string, number>,
): void {
  const offsets: number[] = [];
  column.forEach((item, index) => {
    const before = column[index - 1];
    const gap = before?.isPoint === true || item.isPoint ? pointGap : boxGap;
    const distance = before === undefined ? 0 : (before.height + item.height) / 2 + gap;
    offsets.push((offsets[index - 1] ?? 0) + distance);
  });
  const blocks: { sum: number; count: number }[] = [];
  column.forEach((item, index) => {
    let block = { sum: wanted(item, index) - (offsets[index] ?? 0), count: 1 };
    for (let last = blocks.at(-1); last !== undefined && mean(last) >= mean(block); last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  });
  let index = 0;
  for (const block of blocks) {
    for (let n = 0; n < block.count; n++, index++) {
      const item = column[index];
      if (item !== undefined) middles.set(item.id, mean(block) + (offsets[index] ?? 0));
    }
  }
}

function mean({ sum, count }: { readonly sum: number; readonly count: number }): number {
  return sum / count;
}
