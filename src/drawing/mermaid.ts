import type { Arrow, Box, Diagram } from './diagram.ts';
import { arrowWords, frameWords } from './diagram.ts';

/** The picture as a Mermaid flowchart, as Markdown pages show it. */
export function mermaidOf(diagram: Diagram): string {
  const ids = new Map(diagram.boxes.map(({ id }, index) => [id, `n${index}`]));
  const loose = diagram.boxes.filter(({ frame }) => frame === undefined);
  const one = (box: Box) => node(ids.get(box.id) ?? '', box, diagram);
  const links = diagram.arrows.map((arrow) => link(ids, arrow));
  const lines = [
    '---',
    `title: ${JSON.stringify(diagram.title)}`,
    '---',
    'flowchart LR',
    ...diagram.frames.flatMap((frame, index) => [
      `  subgraph f${index}["${escaped(frameWords(frame, diagram).join(': '))}"]`,
      ...diagram.boxes.filter((box) => box.frame === frame.id).map((box) => `    ${one(box)}`),
      '  end',
    ]),
    ...loose.map((box) => `  ${one(box)}`),
    ...links.map((text) => `  ${text}`),
    ...classes(diagram),
  ];
  return `${lines.join('\n')}\n`;
}

function node(id: string, box: Box, { networks }: Diagram): string {
  const title = [`<b>${escaped(box.title)}</b>`, ...box.tags.map((tag) => `(${escaped(tag)})`)].join(' ');
  const on = box.networks.map((index) => networks[index]?.name ?? '').join(', ');
  const lines = [...box.lines.map(({ text }) => text), ...(on === '' ? [] : [`on ${on}`])];
  const text = [title, ...lines.map(escaped)].join('<br/>');
  const [open, close] =
    box.shape === 'store' ? ['[(', ')]'] : box.shape === 'job' ? ['([', '])'] : ['[', ']'];
  return `${id}${open}"${text}"${close}${box.tone === 'plain' ? '' : `:::${box.tone}`}`;
}

function link(ids: ReadonlyMap<string, string>, { from, to, kind, label }: Arrow): string {
  const arrow = { started: '-->', healthy: '==>', completed: '-.->', uses: '---', stopped: '-->' }[kind];
  const words = [kind === 'started' ? '' : arrowWords[kind], label ?? '']
    .filter((word) => word !== '')
    .join(', ');
  const text = words === '' ? '' : `|"${escaped(words)}"|`;
  return `${ids.get(from) ?? ''} ${arrow}${text} ${ids.get(to) ?? ''}`;
}

/** Only the looks that are used. */
function classes({ boxes }: Diagram): readonly string[] {
  const looks = {
    add: 'stroke:#1a7f37,stroke-width:2px',
    change: 'stroke:#9a6700,stroke-width:2px',
    remove: 'stroke:#cf222e,stroke-width:2px,stroke-dasharray:4 3',
    keep: 'stroke:#8c959f,color:#8c959f',
  } as const;
  const used = new Set(boxes.map(({ tone }) => tone));
  return (['add', 'change', 'remove', 'keep'] as const)
    .filter((tone) => used.has(tone))
    .map((tone) => `  classDef ${tone} ${looks[tone]}`);
}

/** Text in quotes: Mermaid takes HTML there, so what could be markup is written in its own entities, which begin with `#`. */
function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '#': '#35;',
    '&': '#amp;',
    '<': '#lt;',
    '>': '#gt;',
    '"': '#quot;',
    '`': '#96;',
    '\n': ' ',
  };
  return text.replace(/[#&<>"`\n]/gu, (character) => entities[character] ?? '');
}
