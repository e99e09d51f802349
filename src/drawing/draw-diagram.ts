import { assertNever } from '../lib/assert-never.ts';
import type { Diagram } from './diagram.ts';
import { dotOf } from './dot.ts';
import { mermaidOf } from './mermaid.ts';
import { svgOf } from './svg/svg.ts';

/** The forms of a picture. */
export type DrawingForm = 'dot' | 'mermaid' | 'svg';

/** The picture as text in one of its forms, with a line break at its end. */
export function drawDiagram(diagram: Diagram, form: DrawingForm): string {
  switch (form) {
    case 'dot':
      return dotOf(diagram);
    case 'mermaid':
      return mermaidOf(diagram);
    case 'svg':
      return svgOf(diagram);
    default:
      return assertNever(form);
  }
}
