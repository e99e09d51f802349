import { below, pathTable } from './path-table.ts';
import type { PathTable } from './path-table.ts';
import { scalarText } from './scalar-text.ts';
import { get, mapItems, mapValues } from './tree-build.ts';
import { parseVolume } from './normalize/volume-short.ts';
import type { Node, SequenceNode } from './tree.ts';

/** What makes two entries of a list one: the same key. undefined: the entry stands for itself. */
type Indexer = (entry: Node) => string | undefined;

const byName: Indexer = (entry) => {
  if (entry.kind !== 'scalar') return undefined;
  const text = scalarText(entry);
  const equals = text.indexOf('=');
  return equals === -1 ? text : text.slice(0, equals);
};

const byText: Indexer = (entry) => (entry.kind === 'scalar' ? scalarText(entry) : undefined);

const textOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value !== null ? scalarText(node) : undefined;

const byMountTarget: Indexer = (entry) => {
  if (entry.kind === 'mapping') return textOf(get(entry, 'target'));
  const text = textOf(entry);
  if (text === undefined) return undefined;
  const parsed = parseVolume(text);
  return 'problem' in parsed ? undefined : parsed.target;
};

const byFileTarget =
  (folder: string): Indexer =>
  (entry) => {
    if (entry.kind !== 'mapping') return `${folder}/${textOf(entry) ?? ''}`;
    return textOf(get(entry, 'target')) ?? `${folder}/${textOf(get(entry, 'source')) ?? ''}`;
  };

const byDeviceTarget: Indexer = (entry) => {
  if (entry.kind === 'mapping') return textOf(get(entry, 'target')) ?? textOf(get(entry, 'source'));
  const [source, target] = (textOf(entry) ?? '').split(':');
  return target ?? source;
};

const byPath: Indexer = (entry) => textOf(entry.kind === 'mapping' ? get(entry, 'path') : entry);

const byPort: Indexer = (entry) => {
  if (entry.kind !== 'mapping') return textOf(entry);
  const target = textOf(get(entry, 'target'));
  if (target === undefined) return undefined;
  const published = textOf(get(entry, 'published')) ?? '';
  const address = textOf(get(entry, 'host_ip')) ?? '0.0.0.0';
  return `${address}:${published}:${target}/${textOf(get(entry, 'protocol')) ?? 'tcp'}`;
};

const indexers: PathTable<Indexer> = pathTable<Indexer>({
  'networks.*.labels': byName,
  'networks.*.ipam.options': byName,
  'volumes.*.labels': byName,
  'services.*.annotations': byName,
  'services.*.build.args': byName,
  'services.*.build.additional_contexts': byName,
  'services.*.build.tags': byName,
  'services.*.build.labels': byName,
  'services.*.cap_add': byName,
  'services.*.cap_drop': byName,
  'services.*.devices': byDeviceTarget,
  'services.*.configs': byFileTarget(''),
  'services.*.deploy.labels': byName,
  'services.*.dns': byName,
  'services.*.dns_opt': byName,
  'services.*.dns_search': byName,
  'services.*.environment': byName,
  'services.*.env_file': byPath,
  'services.*.expose': byText,
  'services.*.labels': byName,
  'services.*.links': byName,
  'services.*.networks.*.aliases': byName,
  'services.*.networks.*.link_local_ips': byName,
  'services.*.ports': byPort,
  'services.*.profiles': byName,
  'services.*.secrets': byFileTarget('/run/secrets'),
  'services.*.sysctls': byName,
  'services.*.tmpfs': byName,
  'services.*.volumes': byMountTarget,
  'services.*.volumes.*.volume.labels': byName,
});

/** Folds list entries that are one: the last stands, in the place of the first. */
export function withoutRepeats(root: Node): Node {
  const walk = (node: Node, table: PathTable<Indexer> | undefined): Node => {
    if (table === undefined) return node;
    if (node.kind === 'mapping') return mapValues(node, (value, key) => walk(value, below(table, key)));
    if (node.kind !== 'sequence') return node;
    const items = mapItems(node, (item, index) => walk(item, below(table, index)));
    return table.rule === undefined ? items : fold(items, table.rule);
  };
  return walk(root, indexers);
}

function fold(node: SequenceNode, indexer: Indexer): Node {
  const places = new Map<string, number>();
  const items: Node[] = [];
  for (const item of node.items) {
    const key = indexer(item);
    if (key === undefined) {
      items.push(item);
      continue;
    }
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, items.length);
      items.push(item);
    } else items[place] = item;
  }
  return items.length === node.items.length ? node : { ...node, items };
}
