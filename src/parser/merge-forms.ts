import { scalarText } from './scalar-text.ts';
import { isNull, mapping, member, record, scalar } from './tree-build.ts';
import type { MappingNode, Node, ScalarNode } from './tree.ts';

/**
 * A value that may be a mapping, a list or one text, as a list of lines: members become `KEY=value`, or `KEY` when they hold
 * nothing. Items that are mappings stay as they are.
 */
export function asLines(node: Node): ScalarNode[] {
  if (node.kind === 'sequence') return node.items as ScalarNode[];
  if (node.kind === 'scalar') return node.value === null ? [] : [node];
  const lines: ScalarNode[] = [];
  for (const { key, value } of node.entries.values()) {
    if (value.kind === 'scalar') {
      lines.push(scalar(value.value === null ? key : `${key}=${scalarText(value)}`, value.span));
    } else if (value.kind === 'sequence') {
      for (const item of value.items) {
        if (item.kind === 'scalar') lines.push(scalar(`${key}=${scalarText(item)}`, item.span));
      }
    }
  }
  return lines;
}

/** The long form of a key that may be written as a list of names, or (`build`) as one text. */
export function asKeyedMapping(node: Node, rule: 'build' | 'dependencies' | 'keyed'): Node {
  if (rule === 'build') {
    return node.kind === 'scalar' && typeof node.value === 'string'
      ? record({ context: node }, node.span)
      : node;
  }
  if (isNull(node)) return mapping([], node.span);
  if (node.kind !== 'sequence') return node;
  return mapping(
    node.items.flatMap((item) =>
      item.kind === 'scalar' ? [member(scalarText(item), perName(item, rule), item.span)] : [],
    ),
    node.span,
  );
}

function perName(item: ScalarNode, rule: 'dependencies' | 'keyed'): Node {
  return rule === 'keyed'
    ? scalar(null, item.span)
    : record({ condition: 'service_started', required: true }, item.span);
}

/** The pools of an `ipam.config`. */
export function asPools(node: Node): Node[] {
  return node.kind === 'sequence' ? [...node.items] : [];
}

/** A mapping, for a node that is none an empty one. */
export function asMapping(node: Node): MappingNode {
  return node.kind === 'mapping' ? node : mapping([], node.span);
}
