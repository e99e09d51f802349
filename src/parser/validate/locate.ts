import { schemaAt } from './compose-schema.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { MappingEntry, MappingNode, Node } from '../tree.ts';

/** The value that a path leads to, and how it is reached. */
export interface Located {
  readonly path: readonly string[];
  readonly node: Node;
  /** The member whose value it is, when it is a member of a mapping. */
  readonly entry: MappingEntry | undefined;
  /** What holds it, from the outside in. */
  readonly parents: readonly Node[];
}

/** The steps of a JSON pointer. */
export function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Finds the value at a path; a path that leads nowhere ends at the last value on its way. */
export function locate(root: MappingNode, path: readonly string[]): Located {
  let node: Node = root;
  let entry: MappingEntry | undefined;
  const parents: Node[] = [];
  for (const step of path) {
    const member: MappingEntry | undefined = node.kind === 'mapping' ? node.entries.get(step) : undefined;
    const next: Node | undefined = node.kind === 'sequence' ? node.items[Number(step)] : member?.value;
    if (next === undefined) break;
    parents.push(node);
    entry = member;
    node = next;
  }
  return { path: path.slice(0, parents.length), node, entry, parents };
}

/** The path of what goes with a refused value: the entry of the list that it is in, or the mapping that cannot be without it. */
export function wholeOf({ path, parents }: Located): readonly string[] {
  const list = parents.findIndex((parent) => parent.kind === 'sequence');
  if (list !== -1) return path.slice(0, list + 1);
  const around = path.slice(0, -1);
  const isNeeded = schemaAt(around, parents.slice(0, -1))?.required?.includes(path.at(-1) ?? '') === true;
  return isNeeded ? around : path;
}

/** A path as people write it: `services.web.ports[0]`; names with dots or blanks stand in quotes. */
export function pathText(path: readonly string[], parents: readonly Node[]): string {
  return path
    .map((step, index) => {
      if (parents[index]?.kind === 'sequence') return `[${step}]`;
      const word = /^[^\s."'`[\]]+$/u.test(step) ? step : JSON.stringify(step);
      return index === 0 ? word : `.${word}`;
    })
    .join('');
}

/** What to mark for a value that is wrong as a whole: a short value itself, else the key it stands under. */
export function spanOfWhole({ node, entry }: Located): Span {
  if (node.kind === 'scalar' && node.span.end > node.span.start) return node.span;
  if (entry !== undefined) return entry.keySpan;
  return firstLine(node);
}

/** A list entry or file that has no key: its first member stands for it. */
function firstLine(node: Node): Span {
  if (node.kind === 'mapping') {
    const [first] = node.entries.values();
    if (first !== undefined) return first.keySpan;
  }
  if (node.kind === 'sequence' && node.items[0] !== undefined) return firstLine(node.items[0]);
  return node.span;
}
