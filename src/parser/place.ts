import type { Span } from '../diagnostics/span.ts';
import { get } from './tree-build.ts';
import type { Node } from './tree.ts';

/** Finds the place of values inside one node. */
export class Place {
  readonly #node: Node;

  constructor(node: Node) {
    this.#node = node;
  }

  /** The place of the value at a path, or of the nearest one around it that was written. */
  span(...path: readonly (string | number)[]): Span {
    return spanAt(this.#node, path);
  }

  /** The key that a member of the node stands under; its value where it has no key of its own. */
  entrySpan(...path: readonly string[]): Span {
    const [last = ''] = path.slice(-1);
    const around = path.slice(0, -1).reduce<Node | undefined>((node, step) => get(node, step), this.#node);
    const entry = around?.kind === 'mapping' ? around.entries.get(last) : undefined;
    return entry?.keySpan ?? this.span(...path);
  }
}

/** The place of the value at a path below a node, or of the nearest one around it. */
export function spanAt(node: Node, path: readonly (string | number)[]): Span {
  let at = node;
  for (const step of path) {
    const next: Node | undefined =
      at.kind === 'mapping'
        ? at.entries.get(String(step))?.value
        : at.kind === 'sequence' && typeof step === 'number'
          ? at.items[step]
          : undefined;
    if (next === undefined) break;
    at = next;
  }
  return at.span;
}
