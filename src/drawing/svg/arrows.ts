import type { ArrowKind } from '../diagram.ts';
import { px } from './box.ts';
import type { Piece } from './columns.ts';
import type { Layout, Place } from './layout.ts';
import { escaped } from './text.ts';

/** Arrows of different kinds end a little apart. */
const shifts: Readonly<Record<ArrowKind, number>> = {
  healthy: -6,
  started: 0,
  uses: 0,
  completed: 6,
  stopped: 6,
};
const headLength = 8;

/** The arrows as SVG. What their looks say stands in the legend; on them stands only what is out of the ordinary. */
export function drawArrows({ pieces, places }: Layout): string {
  const drawn = pieces.map((piece) => {
    const from = places.get(piece.from);
    const to = places.get(piece.to);
    return from === undefined || to === undefined ? '' : drawPiece(piece, from, to);
  });
  return drawn.join('\n');
}

function drawPiece(piece: Piece, from: Place, to: Place): string {
  const { kind, isLast } = piece;
  const isFromPoint = from.height <= 2;
  const x1 = from.x + from.width;
  const y1 = from.y + from.height / 2;
  const x2 = to.x - (isLast && kind !== 'uses' ? headLength : 0);
  const y2 = to.y + to.height / 2 + (isLast ? shifts[kind] : 0);
  const bend = Math.max(24, (x2 - x1) / 2);
  // A point is as wide as its column, so the way through it is drawn with the piece that leaves it.
  const through = isFromPoint ? `M${px(from.x)} ${px(y1)}H${px(x1)}` : `M${px(x1)} ${px(y1)}`;
  const path = `<path class="arrow ${kind}" d="${through}C${px(x1 + bend)} ${px(y1)} ${px(x2 - bend)} ${px(y2)} ${px(x2)} ${px(y2)}"/>`;
  const head =
    isLast && kind !== 'uses'
      ? `<path class="head ${kind}" d="M${px(to.x)} ${px(y2)}l${-headLength - 1} -4v8z"/>`
      : '';
  const label =
    piece.labels.size > 0
      ? `<text class="label" text-anchor="middle" x="${px((x1 + x2) / 2)}" y="${px((y1 + y2) / 2 + 4)}">${escaped([...piece.labels].join(', '))}</text>`
      : '';
  return `${path}${head}${label}`;
}
