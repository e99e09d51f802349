import type { Node as YamlNode } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { SourceText } from '../../src/diagnostics/span.ts';
import type { MappingEntry, MappingNode, Node } from '../../src/parser/tree.ts';

/** The tree of a YAML text, without merge keys and interpolation: the plainest input that validation can get. */
export function treeOf(text: string, path = '/project/compose.yaml'): MappingNode {
  const document = parseDocument(text, { version: '1.2' });
  const [problem] = document.errors;
  if (problem !== undefined) throw problem;
  const source: SourceText = { path, text };
  const root = convert(document.contents);
  if (root.kind !== 'mapping') throw new Error('not a mapping');
  return root;

  function convert(node: unknown): Node {
    if (isAlias(node)) return convert(node.resolve(document));
    const [start = 0, end = start] = (node as YamlNode | null)?.range ?? [];
    const span = { source, start, end };
    if (isMap(node)) {
      const entries = new Map<string, MappingEntry>();
      for (const pair of node.items) {
        const keyNode = pair.key as YamlNode;
        const key = isScalar(keyNode) ? String(keyNode.value) : '';
        const [from = 0, to = 0] = keyNode.range ?? [];
        entries.set(key, { key, keySpan: { source, start: from, end: to }, value: convert(pair.value) });
      }
      return { kind: 'mapping', entries, span };
    }
    if (isSeq(node)) return { kind: 'sequence', items: node.items.map(convert), span };
    const value = isScalar(node) ? node.value : null;
    if (value !== null && !['string', 'number', 'boolean', 'bigint'].includes(typeof value)) {
      throw new Error(`not a value of a compose file: ${text.slice(start, end)}`);
    }
    const scalar = value as string | number | boolean | bigint | null;
    return { kind: 'scalar', value: scalar, text: isScalar(node) ? (node.source ?? '') : '', span };
  }
}
