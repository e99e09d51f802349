import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { asKeyedMapping } from '../merge-forms.ts';
import { below, pathTable } from '../path-table.ts';
import type { PathTable } from '../path-table.ts';
import { scalarText } from '../scalar-text.ts';
import {
  get,
  isNull,
  mapItems,
  mapValues,
  mapping,
  member,
  record,
  scalar,
  sequence,
  set,
} from '../tree-build.ts';
import type { Node } from '../tree.ts';
import { longMount, withCleanTarget } from './mounts.ts';
import { longPorts } from './ports.ts';

/** What shaping reports to, and whether a text that still has variables in it may stay as it is. */
export interface ShapeContext {
  readonly found: Diagnostic[];
  readonly isLenient: boolean;
}

type Shaper = (node: Node, context: ShapeContext, path: string) => Node | undefined;

/** Turns every short form of a tree into its long form. Merging, unicity and all that follows see long forms only. */
export function shape(root: Node, context: ShapeContext): Node {
  const walk = (node: Node, table: PathTable<Shaper> | undefined, path: string): Node | undefined => {
    if (table === undefined) return node;
    const shaped = table.rule === undefined ? node : table.rule(node, context, path);
    if (shaped?.kind === 'mapping') {
      return mapValues(shaped, (value, key) =>
        walk(value, below(table, key), path === '' ? key : `${path}.${key}`),
      );
    }
    if (shaped?.kind !== 'sequence') return shaped;
    return mapItems(shaped, (item, index) => walk(item, below(table, index), `${path}[${index}]`));
  };
  return walk(root, shapers, '') ?? root;
}

const keyed =
  (rule: 'build' | 'dependencies' | 'keyed'): Shaper =>
  (node) =>
    isNull(node) ? node : asKeyedMapping(node, rule);

const list: Shaper = (node) =>
  node.kind === 'scalar' && node.value !== null ? sequence([node], node.span) : node;

const fileMount: Shaper = (node) => (node.kind === 'scalar' ? record({ source: node }, node.span) : node);

const envFiles: Shaper = (node) => {
  const items = node.kind === 'sequence' ? node.items : isNull(node) ? [] : [node];
  const long = items.map((item) => {
    if (item.kind === 'scalar') return record({ path: item, required: true }, item.span);
    return item.kind === 'mapping' && get(item, 'required') === undefined
      ? set(item, 'required', scalar(true, item.span))
      : item;
  });
  return sequence(long, node.span);
};

const dependencies: Shaper = (node) => {
  const long = isNull(node) ? node : asKeyedMapping(node, 'dependencies');
  if (long.kind !== 'mapping') return long;
  return mapValues(long, (value) =>
    value.kind === 'mapping' && get(value, 'required') === undefined
      ? set(value, 'required', scalar(true, value.span))
      : value,
  );
};

const mount: Shaper = (node, context, path) => {
  if (node.kind !== 'scalar') return withCleanTarget(node);
  const text = scalarText(node);
  const long = longMount(text, node.span);
  if (!('problem' in long)) return long;
  if (!context.isLenient) {
    context.found.push(diagnose('compose/bad-mount', { path, text, problem: long.problem }, node.span));
  }
  return context.isLenient ? node : undefined;
};

const ports: Shaper = (node, context, path) => {
  if (node.kind !== 'sequence') return node;
  const items: Node[] = [];
  for (const [index, item] of node.items.entries()) {
    const text = item.kind === 'scalar' ? scalarText(item) : undefined;
    const long = text === undefined ? [item] : longPorts(text, item.span);
    if (!('problem' in long)) items.push(...long);
    // One text with variables in it leaves the whole list as it is written.
    else if (context.isLenient) return node;
    else {
      const args = { path: `${path}[${index}]`, text: text ?? '', problem: long.problem };
      context.found.push(diagnose('compose/bad-port', args, item.span));
    }
  }
  return { ...node, items };
};

const device: Shaper = (node, context, path) => {
  if (node.kind !== 'scalar') return node;
  const text = scalarText(node);
  const [source = '', target, permissions, more] = text.split(':');
  if (more !== undefined) {
    if (context.isLenient) return node;
    const problem = 'it has more than two colons';
    context.found.push(diagnose('compose/bad-device', { path, text, problem }, node.span));
    return undefined;
  }
  return record(
    {
      source,
      target: target === undefined || target === '' ? source : target,
      permissions: permissions ?? 'rwm',
    },
    node.span,
  );
};

const gpus: Shaper = (node) =>
  node.kind === 'scalar' && node.value !== null
    ? sequence([record({ count: node }, node.span)], node.span)
    : node;

const extendsForm: Shaper = (node) =>
  node.kind === 'scalar' && node.value !== null ? record({ service: node }, node.span) : node;

const boolText: Shaper = (node) =>
  node.kind === 'scalar' && typeof node.value === 'boolean' ? scalar(String(node.value), node.span) : node;

/** `KEY=value` lines as a mapping; a line without `=` has no value. */
export function keyValues(node: Node): Node {
  if (node.kind !== 'sequence') return node;
  const entries = node.items.flatMap((item) => {
    if (item.kind !== 'scalar') return [];
    const text = scalarText(item);
    const equals = text.indexOf('=');
    const value = scalar(equals === -1 ? null : text.slice(equals + 1), item.span);
    return [member(equals === -1 ? text : text.slice(0, equals), value, item.span)];
  });
  return mapping(entries, node.span);
}

const external: Shaper = (node, { found }, path) => {
  if (node.kind !== 'mapping') return node;
  const value = get(node, 'external');
  if (value?.kind !== 'mapping') return node;
  const written = get(value, 'name');
  const flagged = set(node, 'external', scalar(true, value.span));
  if (written === undefined) return flagged;
  found.push(diagnose('compose/external-name', { path }, written.span));
  const name = get(node, 'name');
  if (name === undefined) return set(flagged, 'name', written);
  if (name.kind === 'scalar' && written.kind === 'scalar' && name.value !== written.value) {
    found.push(
      diagnose('compose/external-name-conflict', { path }, written.span, [
        { span: name.span, message: 'the name is set here as well' },
      ]),
    );
  }
  return flagged;
};

const shapers: PathTable<Shaper> = pathTable<Shaper>({
  'services.*.build': keyed('build'),
  'services.*.build.additional_contexts': keyValues,
  'services.*.build.provenance': boolText,
  'services.*.build.sbom': boolText,
  'services.*.build.secrets.*': fileMount,
  'services.*.depends_on': dependencies,
  'services.*.devices.*': device,
  'services.*.dns': list,
  'services.*.dns_search': list,
  'services.*.env_file': envFiles,
  'services.*.label_file': list,
  'services.*.extends': extendsForm,
  'services.*.gpus': gpus,
  'services.*.models': keyed('keyed'),
  'services.*.networks': keyed('keyed'),
  'services.*.ports': ports,
  'services.*.secrets.*': fileMount,
  'services.*.configs.*': fileMount,
  'services.*.tmpfs': list,
  'services.*.volumes.*': mount,
  'volumes.*': external,
  'networks.*': external,
  'secrets.*': external,
  'configs.*': external,
});
