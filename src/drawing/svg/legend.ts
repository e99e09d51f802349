import type { Diagram } from '../diagram.ts';
import { networkDot, px } from './box.ts';
import { escaped, textWidth } from './text.ts';

const rowHeight = 20;
const fontPx = 11;

/** One entry: a sign of its own width, and words. */
interface Entry {
  readonly signWidth: number;
  readonly sign: (x: number, y: number) => string;
  readonly words: string;
}

/** What the signs of a picture mean, as SVG of a height; only those that are used. */
export function drawLegend(
  diagram: Diagram,
  x: number,
  y: number,
  width: number,
): { readonly svg: string; readonly height: number } {
  const entries = [...arrowEntries(diagram), ...shapeEntries(diagram), ...networkEntries(diagram)];
  const parts: string[] = [];
  let at = x;
  let row = y;
  for (const { sign, signWidth, words } of entries) {
    const wide = signWidth + 6 + textWidth(words, fontPx) + 22;
    if (at > x && at + wide > x + width) {
      at = x;
      row += rowHeight;
    }
    parts.push(
      sign(at, row + 10),
      `<text class="legend dim" x="${px(at + signWidth + 6)}" y="${px(row + 14)}">${escaped(words)}</text>`,
    );
    at += wide;
  }
  return { svg: parts.join('\n'), height: entries.length === 0 ? 0 : row - y + rowHeight };
}

function arrowEntries({ arrows, words }: Diagram): readonly Entry[] {
  const used = new Set(arrows.map(({ kind }) => kind));
  const kinds = ['started', 'healthy', 'completed', 'uses', 'stopped'] as const;
  return kinds
    .filter((kind) => used.has(kind))
    .map((kind) => ({
      signWidth: 34,
      words: words[kind],
      sign: (x, y) =>
        `<path class="arrow ${kind}" d="M${px(x)} ${px(y)}h28"/>${kind === 'uses' ? '' : `<path class="head ${kind}" d="M${px(x + 34)} ${px(y)}l-8 -4v8z"/>`}`,
    }));
}

function shapeEntries({ boxes }: Diagram): readonly Entry[] {
  const swatch = (classes: string, radius: number) => (x: number, y: number) =>
    `<rect class="box ${classes}" x="${px(x)}" y="${px(y - 7)}" width="22" height="14" rx="${radius}"/>`;
  const looks = [
    ['job', 'a job: it runs once', (box: Diagram['boxes'][number]) => box.shape === 'job', 4],
    ['add', 'made or started', (box: Diagram['boxes'][number]) => box.tone === 'add', 4],
    ['change', 'made anew or restarted', (box: Diagram['boxes'][number]) => box.tone === 'change', 4],
    ['remove', 'stopped or removed', (box: Diagram['boxes'][number]) => box.tone === 'remove', 4],
    ['keep', 'left as it is', (box: Diagram['boxes'][number]) => box.tone === 'keep', 4],
  ] as const;
  return looks
    .filter(([, , isLook]) => boxes.some(isLook))
    .map(([classes, words, , radius]) => ({ signWidth: 22, words, sign: swatch(classes, radius) }));
}

function networkEntries({ networks }: Diagram): readonly Entry[] {
  return networks.map(({ name, detail }, index) => ({
    signWidth: 10,
    words: `network ${name}${detail === '' ? '' : ` (${detail})`}`,
    sign: (x, y) => networkDot(index, x + 5, y),
  }));
}
