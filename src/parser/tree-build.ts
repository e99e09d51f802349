import type { Span } from '../diagnostics/span.ts';
import type { MappingEntry, MappingNode, Node, ScalarNode, SequenceNode } from './tree.ts';

/** A scalar that stands for something written at `span`. */
export function scalar(value: ScalarNode['value'], span: Span): ScalarNode {
  return { kind: 'scalar', value, text: String(value), span };
}

/** A list. */
export function sequence(items: readonly Node[], span: Span): SequenceNode {
  return { kind: 'sequence', items, span };
}

/** A mapping of entries in the given order; a later entry of the same key wins. */
export function mapping(entries: Iterable<MappingEntry>, span: Span): MappingNode {
  const map = new Map<string, MappingEntry>();
  for (const entry of entries) map.set(entry.key, entry);
  return { kind: 'mapping', entries: map, span };
}

/** One member; its key counts as written where its value is, unless told otherwise. */
export function member(key: string, value: Node, keySpan: Span = value.span): MappingEntry {
  return { key, keySpan, value };
}

/** A mapping from plain pairs, all counted as written at `span`; undefined members are left out. */
export function record(
  pairs: Readonly<Record<string, Node | ScalarNode['value'] | undefined>>,
  span: Span,
): MappingNode {
  const entries: MappingEntry[] = [];
  for (const [key, value] of Object.entries(pairs)) {
    if (value === undefined) continue;
    entries.push(
      member(key, typeof value === 'object' && value !== null ? value : scalar(value, span), span),
    );
  }
  return mapping(entries, span);
}

/** The value of a key, or undefined when it is absent (a written null is a scalar). */
export function get(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'mapping' ? node.entries.get(key)?.value : undefined;
}

/** The mapping with one key set; its place in the order is kept when it was there. */
export function set(node: MappingNode, key: string, value: Node): MappingNode {
  const entries = new Map(node.entries);
  entries.set(key, member(key, value, node.entries.get(key)?.keySpan ?? value.span));
  return { ...node, entries };
}

/** The mapping without a key. */
export function without(node: MappingNode, key: string): MappingNode {
  if (!node.entries.has(key)) return node;
  const entries = new Map(node.entries);
  entries.delete(key);
  return { ...node, entries };
}

/** The mapping with each value replaced by what `change` makes of it; undefined drops the member. The same node when nothing changed. */
export function mapValues(
  node: MappingNode,
  change: (value: Node, key: string, entry: MappingEntry) => Node | undefined,
): MappingNode {
  let entries: Map<string, MappingEntry> | undefined;
  for (const entry of node.entries.values()) {
    const value = change(entry.value, entry.key, entry);
    if (value === entry.value) continue;
    // Most mappings stay as they are: copied only when the first change comes.
    entries ??= new Map(node.entries);
    if (value === undefined) entries.delete(entry.key);
    else entries.set(entry.key, { ...entry, value });
  }
  return entries === undefined ? node : { ...node, entries };
}

/** The list with each item replaced; undefined drops the item. The same node when nothing changed. */
export function mapItems(
  node: SequenceNode,
  change: (item: Node, index: number) => Node | undefined,
): SequenceNode {
  let items: Node[] | undefined;
  for (const [index, item] of node.items.entries()) {
    const value = change(item, index);
    if (value !== item) items ??= node.items.slice(0, index);
    if (value !== undefined) items?.push(value);
  }
  return items === undefined ? node : { ...node, items };
}

/** True for a null scalar and for nothing at all. */
export function isNull(node: Node | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

/** The string that a scalar holds, or undefined when it is another kind of value. */
export function stringOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}
