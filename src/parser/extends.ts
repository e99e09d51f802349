import { dirname, relative, resolve } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { nearest } from '../lib/nearest.ts';
import { interpolate } from './interpolate.ts';
import { canonical, readDocuments } from './load-files.ts';
import type { Loading } from './load-files.ts';
import { limits } from './limits.ts';
import { Losses } from './losses.ts';
import { mergeService, merge } from './merge.ts';
import { isRemoteFile } from '../host/git/git-address.ts';
import { applyResets } from './resets.ts';
import type { ResetPath } from './resets.ts';
import { resolvePaths } from './resolve-paths.ts';
import { get, isNull, mapping, member, set, stringOf, without } from './tree-build.ts';
import type { MappingNode, Node } from './tree.ts';
import { validate } from './validate.ts';

/** Services that may be extended, where they stand, and what their file resets. */
interface Scope {
  readonly path: string;
  /** The project's folder: where `file` of any service of the chain starts from. */
  readonly folder: string;
  readonly services: MappingNode;
  readonly resets: readonly ResetPath[];
  /** Services worked out already. */
  readonly done: Map<string, Node>;
  /** Services of included files, which may be extended by name. */
  readonly imported: readonly MappingNode[];
  /** What was refused of them. */
  readonly losses: Losses;
}

/** A service on the way from the one that is extended first, and where it names the next one. */
interface ExtendsStep {
  readonly name: string;
  readonly path: string;
  readonly span: Span;
}

/** Lays each service that `extends` another on that one. */
export async function applyExtends(
  root: MappingNode,
  resets: readonly ResetPath[],
  path: string,
  folder: string,
  imported: readonly MappingNode[],
  loading: Loading,
): Promise<MappingNode> {
  const services = get(root, 'services');
  if (services?.kind !== 'mapping' || !usesExtends(services)) return root;
  const scope: Scope = { path, folder, services, resets, done: new Map(), imported, losses: loading.losses };
  const entries = [];
  for (const entry of services.entries.values()) {
    const value = await extendService(entry.key, scope, loading, []);
    entries.push({ ...entry, value: value ?? entry.value });
  }
  return set(root, 'services', mapping(entries, services.span));
}

function usesExtends(services: MappingNode): boolean {
  return [...services.entries.values()].some(({ value }) => get(value, 'extends') !== undefined);
}

async function extendService(
  name: string,
  scope: Scope,
  loading: Loading,
  chain: readonly ExtendsStep[],
): Promise<Node | undefined> {
  const service = get(scope.services, name);
  if (service?.kind !== 'mapping' || get(service, 'extends') === undefined) return service;
  const known = scope.done.get(name);
  if (known !== undefined) return known;
  const written = checkedForm(name, service, scope, loading);
  if (written === undefined) return without(service, 'extends');
  const step = chain.findIndex((other) => other.name === name && other.path === scope.path);
  if (step !== -1) {
    loading.found.push(cycleOf(chain.slice(step)));
    scope.losses.add(['services', name]);
    return without(service, 'extends');
  }
  if (chain.length >= limits.extendsChain) {
    const args = { what: 'services that extend each other in one chain', limit: limits.extendsChain };
    loading.found.push(diagnose('compose/too-large', args, written.span));
    return without(service, 'extends');
  }
  const base = await baseOf(name, written, scope, loading, [
    ...chain,
    { name, path: scope.path, span: (get(written, 'service') ?? written).span },
  ]);
  if (base === undefined) {
    scope.losses.add(['services', name]);
    return service;
  }
  const kept = applyResets(wrapped(name, base), scope.resets);
  const source = get(get(kept, 'services'), name) ?? base;
  const merged = mergeService(source, service, name, loading.found);
  const extended = merged.kind === 'mapping' ? without(merged, 'extends') : merged;
  scope.done.set(name, extended);
  return extended;
}

/** What the schema allows of a service's `extends`: it is gone when the whole is validated. */
function checkedForm(
  name: string,
  service: MappingNode,
  { losses }: Scope,
  { found }: Loading,
): Node | undefined {
  const entry = service.entries.get('extends');
  const alone = wrapped(name, mapping(entry === undefined ? [] : [entry], service.span));
  const { tree, diagnostics } = validate(alone);
  found.push(...diagnostics);
  if (diagnostics.length > 0) losses.add(['services', name]);
  return get(get(get(tree, 'services'), name), 'extends');
}

function cycleOf(steps: readonly ExtendsStep[]): Diagnostic {
  const services = [...steps, ...steps.slice(0, 1)].map(({ name }) => name);
  const [first, ...others] = steps.map(({ span }, index) => ({
    span,
    message: `\`${services[index] ?? ''}\` extends \`${services[index + 1] ?? ''}\``,
  }));
  return diagnose('compose/extends-cycle', { services }, first?.span, others);
}

function wrapped(name: string, service: Node): MappingNode {
  const services = mapping([member(name, service)], service.span);
  return mapping([member('services', services)], service.span);
}

async function baseOf(
  name: string,
  written: Node,
  scope: Scope,
  loading: Loading,
  chain: readonly ExtendsStep[],
): Promise<Node | undefined> {
  const target = written.kind === 'mapping' ? get(written, 'service') : written;
  const reference = stringOf(target);
  // Without `service` the schema has something to say.
  if (target === undefined || reference === undefined) return undefined;
  const file = get(written, 'file');
  const from =
    stringOf(file) === undefined
      ? scope
      : await otherFile(stringOf(file) ?? '', file ?? written, scope, loading);
  if (from === undefined) return undefined;
  const importedService = from.imported
    .map((model) => get(get(model, 'services'), reference))
    .find((found) => found !== undefined);
  if (!from.services.entries.has(reference)) {
    if (importedService !== undefined) return importedService;
    if (from.losses.covers(['services', reference])) return undefined;
    loading.found.push(
      diagnose(
        'compose/extends-unknown-service',
        {
          service: name,
          target: reference,
          file: from.path,
          nearest: nearest(reference, from.services.entries.keys()),
        },
        target.span,
      ),
    );
    return undefined;
  }
  const base = await extendService(reference, from, loading, chain);
  if (from.losses.touches(['services', reference])) scope.losses.add(['services', name]);
  return isNull(base) ? undefined : base;
}

/** The services of another file: interpolated, in long form, paths taken from that file's folder. */
async function otherFile(
  reference: string,
  node: Node,
  scope: Scope,
  loading: Loading,
): Promise<Scope | undefined> {
  const { folder } = scope;
  const path = isRemoteFile(reference)
    ? await loading.fetchRemote(reference, node.span)
    : resolve(folder, reference);
  if (path === undefined) return undefined;
  const read = await readDocuments(path, loading, node.span);
  if (read === undefined) return undefined;
  const losses = new Losses();
  if (!read.isWhole) losses.add([]);
  let tree: Node = mapping([], node.span);
  for (const { root, resets } of read.documents) {
    const own = loading.interpolates ? interpolate(root, loading.variables, loading.found, losses) : root;
    tree = merge(applyResets(tree, resets), own, loading.found);
  }
  if (tree.kind !== 'mapping') return undefined;
  const based = resolvePaths(canonical(tree, loading), {
    folder: relative(folder, dirname(path)),
    homeDir: loading.host.homeDir,
  });
  const services = get(based, 'services');
  if (services?.kind !== 'mapping') {
    if (losses.covers(['services'])) return undefined;
    loading.found.push(diagnose('compose/extends-no-services', { file: path }, node.span));
    return undefined;
  }
  const resets = read.documents.flatMap((document) => document.resets);
  return { path, folder, services, resets, done: new Map(), imported: [], losses };
}
