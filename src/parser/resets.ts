import { mapItems, mapValues } from './tree-build.ts';
import type { Node } from './tree.ts';

/** The keys that lead to a value in a compose file. */
export type ResetPath = readonly string[];

/** A value and what it takes away from the values it is merged into. */
export interface Stripped {
  readonly root: Node;
  readonly resets: readonly ResetPath[];
}

/**
 * Takes the `!reset` values out of a tree and lists where they and the `!override` values stood. Below a list nothing is listed:
 * an item has no counterpart in another file.
 */
export function collectResets(root: Node, tagOf: (node: Node) => string | undefined): Stripped {
  const resets: ResetPath[] = [];
  const walk = (node: Node, path: ResetPath | undefined): Node | undefined => {
    const tag = tagOf(node);
    if (tag !== undefined && path !== undefined) resets.push(path);
    if (tag === '!reset') return undefined;
    if (node.kind === 'mapping') return mapValues(node, (value, key) => walk(value, path && [...path, key]));
    return node.kind === 'sequence' ? mapItems(node, (item) => walk(item, undefined)) : node;
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
  if (node.kind !== 'mapping') return node;
  return mapValues(node, (value, key) => (key === step ? removeAt(value, path, depth + 1) : value));
}
