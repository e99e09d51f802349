import type { Diagram } from '../diagram.ts';
import { drawArrows } from './arrows.ts';
import { drawBox, fitBox, networkDots, px } from './box.ts';
import { layOut } from './layout.ts';
import type { Layout } from './layout.ts';
import { drawLegend } from './legend.ts';
import { styleSheet } from './style.ts';
import { escaped, textWidth, wrapped } from './text.ts';

const margin = 34;
const headlinePx = 18;
const narrowest = 420;

/** The picture as one SVG file that needs nothing beside itself. */
export function svgOf(diagram: Diagram): string {
  const lanes = new Map(diagram.frames.map(({ id }, index) => [id, index]));
  const laneOf = (frame: string | undefined) =>
    frame === undefined ? lanes.size : (lanes.get(frame) ?? lanes.size);
  const fittedBoxes = diagram.boxes.map((box) => fitBox(box, diagram.networks));
  const sized = fittedBoxes.map(({ box, width, height }) => ({
    id: box.id,
    lane: laneOf(box.frame),
    width,
    height,
  }));
  const layout = layOut(sized, diagram.arrows, (lane) => lane < lanes.size);
  const width = Math.max(narrowest, textWidth(diagram.title, headlinePx, 'bold'), layout.width) + 2 * margin;
  const inner = width - 2 * margin;
  const words = diagram.description === '' ? [] : wrapped(diagram.description, inner, 11, 4);
  const top = margin + 16 + words.length * 16;
  const legend = drawLegend(diagram, 0, layout.height + 18, inner);
  const height = top + layout.height + (legend.height === 0 ? 0 : 18 + legend.height) + margin;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(diagram.title)}</title>`,
    `<desc id="desc">${escaped(descriptionOf(diagram))}</desc>`,
    `<style>${styleSheet}</style>`,
    '<rect class="page" width="100%" height="100%"/>',
    `<text class="headline" x="${margin}" y="${margin}">${escaped(diagram.title)}</text>`,
    ...words.map(
      (line, index) =>
        `<text class="note dim" x="${margin}" y="${margin + 20 + index * 16}">${escaped(line)}</text>`,
    ),
    `<g transform="translate(${margin} ${px(top)})">`,
    ...drawFrames(diagram, layout),
    drawArrows(layout),
    ...fittedBoxes.map((box) => {
      const place = layout.places.get(box.box.id);
      return place === undefined ? '' : drawBox(box, place, diagram.networks);
    }),
    legend.svg,
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}

function drawFrames({ frames, networks }: Diagram, { lanes }: Layout): readonly string[] {
  return frames.flatMap((frame, index) => {
    const place = lanes.get(index);
    if (place === undefined) return [];
    const { x, y, width, height } = place;
    return [
      `<rect class="frame${frame.isPod ? ' pod' : ''}" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="10"/>`,
      `<text class="frame-title" x="${px(x + 14)}" y="${px(y + 21)}">${escaped(frame.title)}<tspan class="note dim" dx="10" font-weight="400">${escaped(frame.detail)}</tspan></text>`,
      ...networkDots(
        frame.networks,
        x + 14 + textWidth(`${frame.title}${frame.detail}`, 13, 'bold') + 20,
        y + 21,
        width,
        networks,
      ),
    ];
  });
}

/** For those who do not see it: what is in it, and what follows what. */
function descriptionOf({ description, boxes, arrows, words }: Diagram): string {
  const titles = new Map(boxes.map(({ id, title }) => [id, title]));
  const parts = arrows.map(
    ({ from, to, kind }) => `${titles.get(from) ?? from} to ${titles.get(to) ?? to}: ${words[kind]}`,
  );
  return [description, `${boxes.length} boxes: ${boxes.map(({ title }) => title).join(', ')}`, ...parts]
    .filter((part) => part !== '')
    .join('. ');
}
