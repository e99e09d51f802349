import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearest } from '../lib/nearest.ts';
import { below, pathTable } from './path-table.ts';
import type { PathTable } from './path-table.ts';
import { get } from './tree-build.ts';
import type { MappingEntry, Node } from './tree.ts';

/** The keys that podman-compose has beside those of the format, by the mapping that they belong to. */
const known: PathTable<readonly string[]> = pathTable<readonly string[]>({
  'services.*': ['placement', 'auto_update', 'uidmaps', 'gidmaps', 'rootfs', 'no_hosts', 'passwd'],
  'services.*.networks.*': ['interface_name', 'mac_address'],
  'networks.*': ['disable_dns', 'dns', 'routes'],
  'secrets.*': ['relabel'],
});

const projectKeys = [
  'placement',
  'in_pod',
  'pod_args',
  'name_separator_compat',
  'default_net_name_compat',
  'default_net_behavior_compat',
  'docker_compose_compat',
  'machine',
];

/** Warns of keys that begin with `x-podman` and that nobody knows: they are extensions, so the schema lets them pass. */
export function checkPodmanKeys(root: Node, found: Diagnostic[]): void {
  const own = get(root, 'x-podman');
  for (const entry of entriesOf(own)) {
    if (!projectKeys.includes(entry.key)) found.push(unknown(entry, 'x-podman', projectKeys));
  }
  const walk = (node: Node, table: PathTable<readonly string[]> | undefined): void => {
    if (table === undefined) return;
    const keys = table.rule?.map((key) => `x-podman.${key}`);
    for (const entry of entriesOf(node)) {
      if (keys !== undefined && isForeign(entry, keys)) found.push(unknown(entry, undefined, keys));
      walk(entry.value, below(table, entry.key));
    }
  };
  walk(root, known);
}

/** Keys of Selkie's own. */
const nested: ReadonlySet<string> = new Set(['placement', 'auto_update']);

function entriesOf(node: Node | undefined): Iterable<MappingEntry> {
  return node?.kind === 'mapping' ? node.entries.values() : [];
}

/** `x-podman-flags` and the like are not meant: podman-compose joins its names with a dot. Our own may stand below `x-podman`, too. */
function isForeign({ key, value }: MappingEntry, keys: readonly string[]): boolean {
  if (key === 'x-podman' && keys.includes('x-podman.placement')) {
    return (
      value.kind !== 'mapping' ||
      [...value.entries.keys()].some((name) => !keys.includes(`x-podman.${name}`) || !nested.has(name))
    );
  }
  return (key === 'x-podman' || key.startsWith('x-podman.')) && !keys.includes(key);
}

function unknown(
  { key, keySpan }: MappingEntry,
  place: string | undefined,
  keys: readonly string[],
): Diagnostic {
  return diagnose(
    'compose/unknown-podman-key',
    { key, place, nearest: nearest(key, keys), known: keys },
    keySpan,
  );
}
