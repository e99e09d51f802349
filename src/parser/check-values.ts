import { isIP } from 'node:net';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { below, pathTable } from './path-table.ts';
import type { PathTable } from './path-table.ts';
import { get, isNull, stringOf } from './tree-build.ts';
import type { Node } from './tree.ts';

type Check = (node: Node, path: string, found: Diagnostic[]) => void;

/** Reports values that the schema allows and that still cannot be: of one value alone, whatever the rest of the project. */
export function checkValues(root: Node, found: Diagnostic[]): void {
  const walk = (node: Node, table: PathTable<Check> | undefined, path: string): void => {
    if (table === undefined) return;
    table.rule?.(node, path, found);
    if (node.kind === 'mapping') {
      for (const { key, value } of node.entries.values()) {
        walk(value, below(table, key), path === '' ? key : `${path}.${key}`);
      }
    } else if (node.kind === 'sequence') {
      for (const [index, item] of node.items.entries()) walk(item, below(table, index), `${path}[${index}]`);
    }
  };
  walk(root, checks, '');
}

function isExternal(node: Node): boolean {
  const external = get(node, 'external');
  return external?.kind === 'scalar' && external.value === true;
}

const externalAlone: Check = (node, path, found) => {
  if (node.kind !== 'mapping' || !isExternal(node)) return;
  for (const { key, keySpan } of node.entries.values()) {
    if (key === 'name' || key === 'external' || key.startsWith('x-')) continue;
    found.push(diagnose('compose/exclusive-keys', { path, keys: ['external', key] }, keySpan));
  }
};

const oneSource =
  (...keys: readonly string[]): Check =>
  (node, path, found) => {
    if (node.kind !== 'mapping') return;
    const written = keys.filter((key) => node.entries.has(key));
    if (written.length > 1) {
      found.push(
        diagnose(
          'compose/exclusive-keys',
          { path, keys: written },
          node.entries.get(written[1] ?? '')?.keySpan ?? node.span,
        ),
      );
    } else if (written.length === 0 && !node.entries.has('driver') && !node.entries.has('external')) {
      found.push(diagnose('compose/one-key-needed', { path, keys }, node.span));
    }
  };

const deviceRequest: Check = (node, path, found) => {
  const ids = get(node, 'device_ids');
  if (ids === undefined || get(node, 'count') === undefined) return;
  found.push(diagnose('compose/exclusive-keys', { path, keys: ['count', 'device_ids'] }, ids.span));
};

const hostAddress: Check = (node, path, found) => {
  const address = get(node, 'host_ip');
  const text = stringOf(address);
  if (address === undefined || text === undefined || text === '' || isIP(text.replace(/%.*$/, '')) !== 0)
    return;
  found.push(
    diagnose('compose/bad-port', { path, text, problem: `\`${text}\` is no IP address` }, address.span),
  );
};

const notBlank: Check = (node, path, found) => {
  if (isNull(node) || stringOf(node) === '') found.push(diagnose('compose/blank-value', { path }, node.span));
};

const checks: PathTable<Check> = pathTable<Check>({
  'volumes.*': externalAlone,
  'configs.*': oneSource('file', 'environment', 'content'),
  'secrets.*': oneSource('file', 'environment'),
  'services.*.ports.*': hostAddress,
  'services.*.develop.watch.*.path': notBlank,
  'services.*.deploy.resources.reservations.devices.*': deviceRequest,
  'services.*.gpus.*': deviceRequest,
});
