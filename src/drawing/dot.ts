import type { Arrow, Box, Diagram, Tone } from './diagram.ts';
import { arrowWords, frameWords } from './diagram.ts';

/** The picture in Graphviz' language. */
export function dotOf(diagram: Diagram): string {
  const loose = diagram.boxes.filter(({ frame }) => frame === undefined);
  const lines = [
    `digraph ${quoted(diagram.title)} {`,
    `  label=${quoted(diagram.title)}; labelloc=t; rankdir=LR; compound=true;`,
    '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=11];',
    '  edge [fontname="sans-serif", fontsize=9];',
    ...diagram.frames.flatMap((frame, index) => [
      `  subgraph ${quoted(`cluster_${index}`)} {`,
      `    label=${quoted(frameWords(frame, diagram).join('\n'))}; style=rounded;`,
      ...diagram.boxes.filter((box) => box.frame === frame.id).map((box) => `    ${node(box, diagram)}`),
      '  }',
    ]),
    ...loose.map((box) => `  ${node(box, diagram)}`),
    ...diagram.arrows.map((arrow) => `  ${edge(arrow)}`),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function node(box: Box, { networks }: Diagram): string {
  const title = [box.title, ...box.tags.map((tag) => `[${tag}]`)].join(' ');
  const on = box.networks.map((index) => networks[index]?.name ?? '').join(', ');
  const text = [title, ...box.lines.map((line) => line.text), ...(on === '' ? [] : [`on ${on}`])].join('\n');
  const shape =
    box.shape === 'store'
      ? ', shape=cylinder, style=filled'
      : box.shape === 'job'
        ? ', style="rounded,filled,dashed"'
        : '';
  const color = colors[box.tone];
  return `${quoted(box.id)} [label=${quoted(text)}${shape}${color === undefined ? '' : `, color=${quoted(color)}`}];`;
}

function edge({ from, to, kind, label }: Arrow): string {
  const words = [kind === 'started' ? '' : arrowWords[kind], label ?? '']
    .filter((word) => word !== '')
    .join(', ');
  const text = words === '' ? '' : `label=${quoted(words)}`;
  const attributes = [text, styles[kind]].filter((one) => one !== '').join(', ');
  return `${quoted(from)} -> ${quoted(to)}${attributes === '' ? '' : ` [${attributes}]`};`;
}

const styles: Readonly<Record<Arrow['kind'], string>> = {
  started: '',
  healthy: 'color="#1a7f37", penwidth=1.5',
  completed: 'color="#9a6700", style=dashed',
  uses: 'color="#6e7781", style=dotted, arrowhead=none',
  stopped: 'color="#cf222e"',
};

const colors: Readonly<Record<Tone, string | undefined>> = {
  plain: undefined,
  add: '#1a7f37',
  change: '#9a6700',
  remove: '#cf222e',
  keep: '#8c959f',
};

/** DOT knows two escapes in quotes; a backslash would begin one of its own in labels. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
