import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { below } from './path-table.ts';
import type { PathTable } from './path-table.ts';
import { mergeRules } from './merge-rules.ts';
import type { MergeRule } from './merge-rules.ts';
import { get, isNull, sequence } from './tree-build.ts';
import { asKeyedMapping, asLines, asPools } from './merge-forms.ts';
import { withoutRepeats } from './unicity.ts';
import type { MappingEntry, MappingNode, Node } from './tree.ts';

/** Lays `over` on `base`: mappings member by member, lists one behind the other, scalars replaced, and each key by its own rule. Repeated entries of lists are folded. */
export function merge(base: Node, over: Node, found: Diagnostic[]): Node {
  return withoutRepeats(mergeAt(base, over, mergeRules, '', found));
}

/** As `merge`, for two definitions of one service. */
export function mergeService(base: Node, over: Node, name: string, found: Diagnostic[]): Node {
  const table = below(below(mergeRules, 'services'), name);
  return mergeAt(base, over, table, `services.${name}`, found);
}

function mergeAt(
  base: Node,
  over: Node,
  table: PathTable<MergeRule> | undefined,
  path: string,
  found: Diagnostic[],
): Node {
  const rule = table?.rule ?? 'deep';
  switch (rule) {
    case 'replace':
      return over;
    case 'lines':
      return sequence([...asLines(base), ...asLines(over)], over.span);
    case 'union': {
      const lines = asLines(base);
      const known = new Set(lines.map((line) => line.value));
      return sequence([...lines, ...asLines(over).filter((line) => !known.has(line.value))], over.span);
    }
    case 'logging': {
      const [before, after] = [get(base, 'driver'), get(over, 'driver')];
      const isSame = before?.kind !== 'scalar' || after?.kind !== 'scalar' || before.value === after.value;
      return isSame ? deep(base, over, table, path, found) : over;
    }
    case 'build':
    case 'dependencies':
    case 'keyed': {
      if (isNull(over)) return base;
      const form = (node: Node): Node => asKeyedMapping(node, rule);
      return deep(form(base), form(over), table, path, found);
    }
    case 'ulimit':
      return base.kind === 'mapping' && over.kind === 'mapping' ? deep(base, over, table, path, found) : over;
    case 'pools':
      return mergePools(base, over, table, path, found);
    case 'deep':
      return deep(base, over, table, path, found);
  }
}

function deep(
  base: Node,
  over: Node,
  table: PathTable<MergeRule> | undefined,
  path: string,
  found: Diagnostic[],
): Node {
  if (isNull(over)) return base;
  if (base.kind === 'scalar') return over;
  if (base.kind !== over.kind) {
    found.push(
      diagnose('compose/cannot-override', { path, base: kindOf(base), over: kindOf(over) }, over.span, [
        { span: base.span, message: 'the value that it overrides' },
      ]),
    );
    return base;
  }
  if (base.kind === 'sequence') {
    return over.kind === 'sequence' ? { ...over, items: [...base.items, ...over.items] } : base;
  }
  return over.kind === 'mapping' ? mergeMappings(base, over, table, path, found) : base;
}

function mergeMappings(
  base: MappingNode,
  over: MappingNode,
  table: PathTable<MergeRule> | undefined,
  path: string,
  found: Diagnostic[],
): MappingNode {
  const entries = new Map<string, MappingEntry>(base.entries);
  for (const entry of over.entries.values()) {
    const before = base.entries.get(entry.key);
    if (before === undefined) {
      entries.set(entry.key, entry);
      continue;
    }
    const at = path === '' ? entry.key : `${path}.${entry.key}`;
    const value = mergeAt(before.value, entry.value, below(table, entry.key), at, found);
    entries.set(entry.key, { key: entry.key, keySpan: entry.keySpan, value });
  }
  return { kind: 'mapping', entries, span: over.span };
}

/** Address pools are one when their subnet is. */
function mergePools(
  base: Node,
  over: Node,
  table: PathTable<MergeRule> | undefined,
  path: string,
  found: Diagnostic[],
): Node {
  const before = asPools(base);
  const pools = asPools(over).map((pool) => {
    const subnet = get(pool, 'subnet');
    const same = before.find((other) => sameScalar(get(other, 'subnet'), subnet));
    return same === undefined ? pool : deep(same, pool, table, path, found);
  });
  return sequence(pools, over.span);
}

function sameScalar(a: Node | undefined, b: Node | undefined): boolean {
  return a?.kind === 'scalar' && b?.kind === 'scalar' && a.value === b.value;
}

/** What a person calls the kind of a value. */
export function kindOf(node: Node): string {
  if (node.kind === 'scalar') return node.value === null ? 'nothing' : 'a single value';
  return node.kind === 'sequence' ? 'a list' : 'a mapping';
}
