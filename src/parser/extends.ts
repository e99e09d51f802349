import { dirname, relative, resolve } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../lib/nearest.ts';
import { interpolate } from './interpolate.ts';
import { canonical, readDocuments } from './load-files.ts';
import type { Loading } from './load-files.ts';
import { limits } from './limits.ts';
import { mergeService, merge } from './merge.ts';
import { isRemoteFile } from './remote/git-address.ts';
import { applyResets } from './resets.ts';
import type { ResetPath } from './resets.ts';
import { resolvePaths } from './resolve-paths.ts';
import { get, isNull, mapping, member, set, stringOf, without } from './tree-build.ts';
import type { MappingNode, Node } from './tree.ts';

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
  const scope: Scope = { path, folder, services, resets, done: new Map(), imported };
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
  chain: readonly string[],
): Promise<Node | undefined> {
  const service = get(scope.services, name);
  const written = get(service, 'extends');
  if (service?.kind !== 'mapping' || written === undefined) return service;
  const known = scope.done.get(name);
  if (known !== undefined) return known;
  const here = `${name} in ${scope.path}`;
  if (chain.includes(here)) {
    const cycle = [...chain.slice(chain.indexOf(here)), here];
    loading.found.push(diagnose('compose/extends-cycle', { services: cycle }, written.span));
    return without(service, 'extends');
  }
  if (chain.length >= limits.extendsChain) {
    const args = { what: 'services that extend each other in one chain', limit: limits.extendsChain };
    loading.found.push(diagnose('compose/too-large', args, written.span));
    return without(service, 'extends');
  }
  const base = await baseOf(name, written, scope, loading, [...chain, here]);
  if (base === undefined) return service;
  const kept = applyResets(wrapped(name, base), scope.resets);
  const source = get(get(kept, 'services'), name) ?? base;
  const merged = mergeService(source, service, name, loading.found);
  const extended = merged.kind === 'mapping' ? without(merged, 'extends') : merged;
  scope.done.set(name, extended);
  return extended;
}

function wrapped(name: string, service: Node): Node {
  const services = mapping([member(name, service)], service.span);
  return mapping([member('services', services)], service.span);
}

async function baseOf(
  name: string,
  written: Node,
  scope: Scope,
  loading: Loading,
  chain: readonly string[],
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
  const documents = await readDocuments(path, loading, node.span);
  if (documents === undefined) return undefined;
  let tree: Node = mapping([], node.span);
  for (const { root, resets } of documents) {
    const own = loading.interpolates ? interpolate(root, loading.variables, loading.found) : root;
    tree = merge(applyResets(tree, resets), own, loading.found);
  }
  if (tree.kind !== 'mapping') return undefined;
  const based = resolvePaths(canonical(tree, loading), {
    folder: relative(folder, dirname(path)),
    homeDir: loading.host.homeDir,
  });
  const services = get(based, 'services');
  if (services?.kind !== 'mapping') {
    loading.found.push(diagnose('compose/extends-no-services', { file: path }, node.span));
    return undefined;
  }
  const resets = documents.flatMap((document) => document.resets);
  return { path, folder, services, resets, done: new Map(), imported: [] };
}
