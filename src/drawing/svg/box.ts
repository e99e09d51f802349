import type { Box, Diagram, Line } from '../diagram.ts';
import type { Place } from './layout.ts';
import { networkColors } from './style.ts';
import { escaped, fitted, textWidth, wrapped } from './text.ts';

const narrowest = 150;
const widest = 310;
const padding = 12;
const lineHeight = 16;
const titlePx = 14;
const linePx = 11;
const tagPx = 10;
const iconRoom = 16;

/** A box with its text cut to size. */
export interface FittedBox {
  readonly box: Box;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly width: number;
  readonly height: number;
}

interface Row {
  readonly about: Line['about'] | 'more';
  readonly text: string;
}

/** The size that a box's text asks for, within limits; longer text is cut. */
export function fitBox(box: Box, networks: Diagram['networks']): FittedBox {
  const room = widest - 2 * padding;
  const tagsWidth = box.tags.reduce((sum, tag) => sum + textWidth(tag, tagPx) + 14, 0);
  const title = fitted(box.title, room - tagsWidth, titlePx, 'bold');
  const rows = box.lines.flatMap((line) => rowsOf(line, room));
  const named = box.networks.map((index) => textWidth(networks[index]?.name ?? '', linePx) + 18);
  const wanted = [
    textWidth(title, titlePx, 'bold') + tagsWidth,
    ...rows.map(
      ({ about, text }) =>
        (isPlain(about) ? 0 : iconRoom) + textWidth(text, linePx, isPlain(about) ? 'plain' : 'mono'),
    ),
    named.reduce((sum, width) => sum + width, 0),
  ];
  const width = Math.min(widest, Math.max(narrowest, Math.ceil(Math.max(...wanted)) + 2 * padding));
  const lines = rows.length + (box.networks.length > 0 ? 1 : 0);
  return { box, title, rows, width, height: 32 + lines * lineHeight + (lines > 0 ? 6 : 0) };
}

function rowsOf({ about, text }: Line, room: number): readonly Row[] {
  if (about !== 'note') return [{ about, text: fitted(text, room - iconRoom, linePx, 'mono') }];
  return wrapped(text, room, linePx, 3).map((one, index) => ({
    about: index === 0 ? 'note' : 'more',
    text: one,
  }));
}

function isPlain(about: Row['about']): about is 'note' | 'more' {
  return about === 'note' || about === 'more';
}

/** The box as SVG. What was cut can be read in full by pointing at it. */
export function drawBox(
  { box, title, rows }: FittedBox,
  { x, y, width, height }: Place,
  networks: Diagram['networks'],
): string {
  const classes = [
    'box',
    ...(box.shape === 'service' ? [] : [box.shape]),
    ...(box.tone === 'plain' ? [] : [box.tone]),
  ];
  const parts = [
    `<title>${escaped([box.title, ...box.tags, ...box.lines.map(({ text }) => text)].join('\n'))}</title>`,
    `<rect class="${classes.join(' ')}" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="${box.shape === 'store' ? 14 : 6}"/>`,
    `<text class="title" x="${px(x + padding)}" y="${px(y + 21)}">${escaped(title)}</text>`,
  ];
  let right = x + width - padding;
  for (const tag of box.tags.toReversed()) {
    parts.push(
      `<text class="tag" text-anchor="end" x="${px(right)}" y="${px(y + 20)}">${escaped(tag)}</text>`,
    );
    right -= textWidth(tag, tagPx) + 14;
  }
  rows.forEach(({ about, text }, index) => {
    const base = y + 32 + index * lineHeight + 10;
    if (isPlain(about)) {
      const isFirst = index === 0 && box.tone !== 'plain';
      parts.push(
        `<text class="note${isFirst ? '' : ' dim'}" x="${px(x + padding)}" y="${px(base)}">${escaped(text)}</text>`,
      );
      return;
    }
    parts.push(
      icon(about, x + padding, base - 9),
      `<text class="line mono" x="${px(x + padding + iconRoom)}" y="${px(base)}">${escaped(text)}</text>`,
    );
  });
  parts.push(
    ...networkDots(
      box.networks,
      x + padding,
      y + 32 + rows.length * lineHeight + 10,
      width - 2 * padding,
      networks,
    ),
  );
  return `<g>${parts.join('')}</g>`;
}

/** A dot in each network's colour, with its name where there is room for all names. */
export function networkDots(
  indices: readonly number[],
  x: number,
  base: number,
  room: number,
  networks: Diagram['networks'],
): readonly string[] {
  const names = indices.map((index) => networks[index]?.name ?? '');
  const isNamed = names.reduce((sum, name) => sum + textWidth(name, linePx) + 18, 0) <= room;
  let at = x;
  return indices.flatMap((index) => {
    const name = networks[index]?.name ?? '';
    const dot = networkDot(index, at + 4, base - 4);
    const text = `<text class="note dim" x="${px(at + 12)}" y="${px(base)}">${escaped(name)}</text>`;
    at += isNamed ? textWidth(name, linePx) + 18 : 14;
    return isNamed ? [dot, text] : [dot];
  });
}

/** The dot that stands for a network; colours that come again are hollow. */
export function networkDot(index: number, x: number, y: number): string {
  const color = networkColors[index % networkColors.length] ?? networkColors[0];
  const fill = Math.floor(index / networkColors.length) % 2 === 0 ? color : 'none';
  return `<circle cx="${px(x)}" cy="${px(y)}" r="4" fill="${fill}" stroke="${color}" stroke-width="1.5"/>`;
}

/** Small signs of 10 pixels: layers, a plug, a drum, a key. */
function icon(about: Exclude<Row['about'], 'note' | 'more'>, x: number, y: number): string {
  const shapes = {
    image: 'M1 2.5h8v3h-8z M1 5.5h8v3h-8z',
    port: 'M0 5h5 M5 2v6 M7 3.5l2.5 1.5L7 6.5',
    volume: 'M1 2.2c0-1.6 8-1.6 8 0v6c0 1.6-8 1.6-8 0z M1 2.2c0 1.6 8 1.6 8 0',
    secret: 'M4.5 5a2 2 0 1 1-4 0a2 2 0 1 1 4 0z M4.5 5h5v2 M7.5 5v1.5',
  } as const;
  return `<path class="icon" transform="translate(${px(x)} ${px(y)})" d="${shapes[about]}"/>`;
}

/** A number as SVG takes it: at most one decimal. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
