import { displayWidth, visibleText } from '../../lib/visible-text.ts';

/** The width of a text in pixels, rather too wide than too narrow: which font a viewer has is not known. */
export function textWidth(text: string, sizePx: number, look: 'plain' | 'bold' | 'mono' = 'plain'): number {
  if (look === 'mono') return displayWidth(text) * 0.61 * sizePx;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width * sizePx * (look === 'bold' ? 1.14 : 1);
}

/** The text, or as much of its beginning and end as fits: the end of an image's name says as much as its beginning. */
export function fitted(text: string, widthPx: number, sizePx: number, look?: 'bold' | 'mono'): string {
  if (textWidth(text, sizePx, look) <= widthPx) return text;
  const characters = Array.from(text);
  for (let kept = characters.length - 1; kept > 1; kept--) {
    const head = Math.ceil(kept / 2);
    const short = `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (kept - head)).join('')}`;
    if (textWidth(short, sizePx, look) <= widthPx) return short;
  }
  return '…';
}

/** Broken into lines between words, at most `most` of them; the last is cut where there would be more. */
export function wrapped(text: string, widthPx: number, sizePx: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || lines.length === most - 1 || textWidth(longer, sizePx) <= widthPx) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((one) => fitted(one, widthPx, sizePx));
}

/** Text for SVG: markup written as text, and no character that XML does not have. */
export function escaped(text: string): string {
  return visibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(
      /[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    );
}

function characterWidth(character: string): number {
  if (/[iljtfrI.,:;'|!()[\]/ -]/u.test(character)) return 0.38;
  if (/[mwMWQG@%O]/u.test(character)) return 0.88;
  if (/[A-Z]/u.test(character)) return 0.7;
  return displayWidth(character) === 2 ? 1.05 : 0.6;
}
