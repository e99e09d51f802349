import { below, pathTable } from './path-table.ts';
import type { PathTable } from './path-table.ts';
import { get, mapItems, mapValues, scalar, set, stringOf } from './tree-build.ts';
import type { MappingNode, Node } from './tree.ts';

type Filler = (node: MappingNode) => MappingNode;

/** Fills what the specification gives a value when it is not written. */
export function fillDefaults(root: Node): Node {
  const walk = (node: Node, table: PathTable<Filler> | undefined): Node => {
    if (table === undefined) return node;
    if (node.kind === 'mapping') {
      const filled = table.rule === undefined ? node : table.rule(node);
      return mapValues(filled, (value, key) => walk(value, below(table, key)));
    }
    if (node.kind === 'sequence') return mapItems(node, (item, index) => walk(item, below(table, index)));
    return node;
  };
  return walk(root, fillers);
}

const orElse = (node: MappingNode, key: string, value: string | number | boolean): MappingNode =>
  get(node, key) === undefined ? set(node, key, scalar(value, node.span)) : node;

const deviceRequest: Filler = (node) =>
  get(node, 'device_ids') === undefined ? orElse(node, 'count', -1) : node;

const secretTarget: Filler = (node) => {
  const source = stringOf(get(node, 'source'));
  return source === undefined ? node : orElse(node, 'target', `/run/secrets/${source}`);
};

const fillers: PathTable<Filler> = pathTable<Filler>({
  'services.*.build': (node) => orElse(node, 'context', '.'),
  'services.*.secrets.*': secretTarget,
  'services.*.ports.*': (node) => orElse(orElse(node, 'protocol', 'tcp'), 'mode', 'ingress'),
  'services.*.deploy.resources.reservations.devices.*': deviceRequest,
  'services.*.gpus.*': deviceRequest,
});
