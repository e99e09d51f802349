import type { Arrow } from '../diagram.ts';
import { intoColumns } from './columns.ts';
import type { Columns, Piece, Sized } from './columns.ts';
import { middlesOf } from './heights.ts';
import { orderColumns } from './order.ts';

/** Where something lies: its upper left corner and its size. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything lies; lengths in pixels. */
export interface Layout {
  readonly places: ReadonlyMap<string, Place>;
  readonly pieces: readonly Piece[];
  /** By lane; lanes without boxes have none. */
  readonly lanes: ReadonlyMap<number, Place>;
  readonly width: number;
  readonly height: number;
}

const columnGap = 84;
const rowGap = 18;
/** Room inside a frame, and for its title. */
const inset = 18;
const header = 34;
const laneGap = 22;

/**
 * Boxes in columns along their arrows, each lane below the one before. Boxes without arrows stand at the lower end of their
 * lane, in as many columns as there are.
 */
export function layOut(
  boxes: readonly Sized[],
  arrows: readonly Arrow[],
  isFramed: (lane: number) => boolean,
): Layout {
  const tallest = Math.max(6, Math.round(Math.sqrt(boxes.length) * 1.5));
  const columns = intoColumns(boxes, arrows, tallest);
  const ordered = orderColumns(columns);
  const slots = columnSlots(columns, boxes);
  const places = new Map<string, Place>();
  const lanes = new Map<number, Place>();
  let y = 0;
  for (const lane of [...new Set(boxes.map((box) => box.lane))].sort((a, b) => a - b)) {
    const ofLane = ordered.map((column) => column.filter((item) => item.lane === lane));
    const isBoxed = isFramed(lane);
    const top = y + (isBoxed ? header : 0);
    const own = new Map<string, Place>();
    const middles = middlesOf(ofLane, columns.pieces);
    for (const item of ofLane.flat()) {
      const slot = slots[item.column] ?? { x: 0, width: 0 };
      own.set(item.id, {
        x: slot.x,
        y: top + (middles.get(item.id) ?? 0) - item.height / 2,
        width: slot.width,
        height: item.height,
      });
    }
    addUnconnected(
      own,
      columns.unconnected.filter((box) => box.lane === lane),
      slots,
      top,
    );
    const around = bounds([...own.values()]);
    for (const [id, place] of own) places.set(id, place);
    lanes.set(lane, {
      x: around.x - inset,
      y,
      width: around.width + 2 * inset,
      height: around.y + around.height - y + (isBoxed ? inset : 0),
    });
    y = around.y + around.height + (isBoxed ? inset : 0) + laneGap;
  }
  const last = slots.at(-1) ?? { x: 0, width: 0 };
  return {
    places,
    pieces: columns.pieces,
    lanes,
    width: last.x + last.width,
    height: Math.max(0, y - laneGap),
  };
}

interface Slot {
  readonly x: number;
  readonly width: number;
}

/** The columns' own places. Boxes without arrows may ask for more columns than those with. */
function columnSlots({ items, count, unconnected }: Columns, boxes: readonly Sized[]): readonly Slot[] {
  const widest = Math.max(0, ...boxes.map(({ width }) => width));
  const perLane = new Map<number, number>();
  for (const { lane } of unconnected) perLane.set(lane, (perLane.get(lane) ?? 0) + 1);
  const most = Math.max(0, ...perLane.values());
  const wanted = Math.max(count, Math.min(6, Math.ceil(Math.sqrt(most))));
  const slots: Slot[] = [];
  let x = 0;
  for (let column = 0; column < wanted; column++) {
    const own = items.filter((item) => item.column === column).map(({ width }) => width);
    const width = most > 0 || own.length === 0 ? widest : Math.max(...own);
    slots.push({ x, width });
    x += width + (column < count - 1 ? columnGap : columnGap / 3);
  }
  return slots;
}

/** Each goes to the column that ends highest. */
function addUnconnected(
  own: Map<string, Place>,
  boxes: readonly Sized[],
  slots: readonly Slot[],
  top: number,
): void {
  const ends = slots.map(({ x }) =>
    Math.max(
      top - rowGap,
      ...[...own.values()].filter((place) => place.x === x).map((place) => place.y + place.height),
    ),
  );
  for (const { id, height } of boxes) {
    const column = ends.indexOf(Math.min(...ends));
    const { x, width } = slots[column] ?? { x: 0, width: 0 };
    const y = (ends[column] ?? top) + rowGap;
    own.set(id, { x, y, width, height });
    ends[column] = y + height;
  }
}

function bounds(places: readonly Place[]): Place {
  const x = Math.min(...places.map((place) => place.x));
  const y = Math.min(...places.map((place) => place.y));
  const right = Math.max(...places.map((place) => place.x + place.width));
  const bottom = Math.max(...places.map((place) => place.y + place.height));
  return { x, y, width: right - x, height: bottom - y };
}
