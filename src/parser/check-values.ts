import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ipVersion } from '../lib/ip-version.ts';
import type { Losses } from './losses.ts';
import { parseBytes } from './normalize/bytes.ts';
import { below, pathTable } from './path-table.ts';
import type { PathTable } from './path-table.ts';
import { get, isNull, stringOf } from './tree-build.ts';
import type { Node } from './tree.ts';

/** `isLost` says that a key was refused before, and is not absent. */
type Check = (node: Node, path: string, found: Diagnostic[], isLost: (key: string) => boolean) => void;

/** Reports values that the schema allows and that still cannot be: of one value alone, whatever the rest of the project. */
export function checkValues(root: Node, losses: Losses, found: Diagnostic[]): void {
  const walk = (node: Node, table: PathTable<Check> | undefined, steps: readonly string[]): void => {
    if (table === undefined) return;
    table.rule?.(node, textOf(steps), found, (key) => losses.covers([...steps, key]));
    if (node.kind === 'mapping') {
      for (const { key, value } of node.entries.values()) walk(value, below(table, key), [...steps, key]);
    } else if (node.kind === 'sequence') {
      for (const [index, item] of node.items.entries()) {
        walk(item, below(table, index), [...steps, `[${index}]`]);
      }
    }
  };
  walk(root, checks, []);
}

function textOf(steps: readonly string[]): string {
  return steps.join('.').replaceAll('.[', '[');
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
  (node, path, found, isLost) => {
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
    } else if (written.length === 0) {
      const others = [...keys, 'driver', 'external'];
      if (others.some((key) => node.entries.has(key) || isLost(key))) return;
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
  if (address === undefined || text === undefined || text === '' || ipVersion(text.replace(/%.*$/, '')) !== 0)
    return;
  found.push(
    diagnose('compose/bad-port', { path, text, problem: `\`${text}\` is no IP address` }, address.span),
  );
};

const hasTarget: Check = (node, path, found) => {
  if (node.kind === 'mapping' && isNull(get(node, 'target'))) {
    found.push(diagnose('compose/missing-target', { path }, node.span));
  }
};

const port: Check = (...given) => {
  hasTarget(...given);
  hostAddress(...given);
};

const notBlank: Check = (node, path, found) => {
  if (isNull(node) || stringOf(node) === '') found.push(diagnose('compose/blank-value', { path }, node.span));
};

const size: Check = (node, path, found) => {
  const text = stringOf(node);
  if (text === undefined || parseBytes(text) !== undefined) return;
  found.push(diagnose('compose/bad-size', { path, text }, node.span));
};

const checks: PathTable<Check> = pathTable<Check>({
  'volumes.*': externalAlone,
  'configs.*': oneSource('file', 'environment', 'content'),
  'secrets.*': oneSource('file', 'environment'),
  'services.*.ports.*': port,
  'services.*.devices.*': hasTarget,
  'services.*.volumes.*': hasTarget,
  'services.*.develop.watch.*.path': notBlank,
  'services.*.deploy.resources.reservations.devices.*': deviceRequest,
  'services.*.gpus.*': deviceRequest,
  'x-podman.machine.memory': size,
  'x-podman.machine.disk': size,
  'x-podman.machine.swap': size,
});
