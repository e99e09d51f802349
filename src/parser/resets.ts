import { mapItems, mapValues } from './tree-build.ts';
import type { Node } from './tree.ts';

/** The place of a value in a compose file. */
export type ResetPath = readonly (string | number)[];

/** A value and what it takes away from the values it is merged into. */
export interface Stripped {
  readonly root: Node;
  readonly resets: readonly ResetPath[];
}

/** Takes the `!reset` values out of a tree and lists where they and the `!override` values stood. */
export function collectResets(root: Node, tagOf: (node: Node) => string | undefined): Stripped {
  const resets: ResetPath[] = [];
  const walk = (node: Node, path: ResetPath): Node | undefined => {
    const tag = tagOf(node);
    if (tag !== undefined) resets.push(path);
    if (tag === '!reset') return undefined;
    if (node.kind === 'mapping') return mapValues(node, (value, key) => walk(value, [...path, key]));
    if (node.kind === 'sequence') return mapItems(node, (item, index) => walk(item, [...path, index]));
    return node;
  };
  const stripped = walk(root, []);
  return { root: stripped ?? { kind: 'scalar', value: null, text: '', span: root.span }, resets };
}

/** The tree without what the paths name; a path that names nothing is fine. */
export function applyResets(root: Node, resets: readonly ResetPath[]): Node {
  return resets.reduce<Node>((tree, path) => removeAt(tree, path, 0) ?? tree, root);
}

function removeAt(node: Node, path: ResetPath, depth: number): Node | undefined {
  const step = path[depth];
  if (step === undefined) return undefined;
  const change = (value: Node): Node | undefined => removeAt(value, path, depth + 1);
  if (node.kind === 'mapping') {
    return mapValues(node, (value, key) => (key === step ? change(value) : value));
  }
  if (node.kind === 'sequence') {
    return mapItems(node, (item, index) => (index === step ? change(item) : item));
  }
  return node;
}
