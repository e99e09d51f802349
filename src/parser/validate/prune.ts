import { mapItems, mapValues } from '../tree-build.ts';
import type { MappingNode, Node } from '../tree.ts';

interface Cut {
  isWhole: boolean;
  readonly below: Map<string, Cut>;
}

/** The tree without the values at some paths; indexes of lists count as in the tree given. */
export function prune(root: MappingNode, paths: readonly (readonly string[])[]): MappingNode {
  const cuts: Cut = { isWhole: false, below: new Map() };
  for (const path of paths) addCut(cuts, path);
  const kept = apply(root, cuts);
  return kept?.kind === 'mapping' ? kept : root;
}

function addCut(root: Cut, path: readonly string[]): void {
  let cut = root;
  for (const step of path) {
    let next = cut.below.get(step);
    if (next === undefined) {
      next = { isWhole: false, below: new Map() };
      cut.below.set(step, next);
    }
    cut = next;
  }
  cut.isWhole = true;
}

function apply(node: Node, cut: Cut | undefined): Node | undefined {
  if (cut === undefined) return node;
  if (cut.isWhole) return undefined;
  if (node.kind === 'mapping') return mapValues(node, (value, key) => apply(value, cut.below.get(key)));
  if (node.kind === 'sequence') {
    return mapItems(node, (item, index) => apply(item, cut.below.get(String(index))));
  }
  return node;
}
