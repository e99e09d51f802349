import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { diagnose, severityOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { checkValues } from './check-values.ts';
import { fillDefaults } from './defaults.ts';
import { withEnvFiles } from './environment.ts';
import { loadFiles, shownName } from './load-files.ts';
import type { IncludeStep, Loading } from './load-files.ts';
import { isRemoteFile } from '../host/git/git-address.ts';
import { resolvePaths } from './resolve-paths.ts';
import { get, mapItems, mapping, mapValues, scalar, set, stringOf } from './tree-build.ts';
import { toJson } from './tree.ts';
import type { MappingEntry, MappingNode, Node } from './tree.ts';
import { jsonEquals } from '../lib/json-equals.ts';

/** One entry of `include`, long form. */
interface Include {
  readonly files: readonly Node[];
  readonly projectDirectory: string | undefined;
  readonly envFiles: readonly Node[];
  readonly node: Node;
}

const sections = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models'] as const;

/** The models of all `include` entries of a file. Their relative paths are taken from their own project directory. */
export async function loadIncludes(
  root: MappingNode,
  path: string,
  folder: string,
  loading: Loading,
): Promise<readonly MappingNode[]> {
  const list = get(root, 'include');
  if (list?.kind !== 'sequence') return [];
  const models: MappingNode[] = [];
  for (const item of list.items) {
    const include = longInclude(item);
    const model = include === undefined ? undefined : await loadInclude(include, path, folder, loading);
    if (model !== undefined) models.push(model);
  }
  return models;
}

function longInclude(node: Node): Include | undefined {
  if (node.kind === 'scalar') return { files: [node], projectDirectory: undefined, envFiles: [], node };
  if (node.kind !== 'mapping') return undefined;
  return {
    files: itemsOf(get(node, 'path')),
    projectDirectory: stringOf(get(node, 'project_directory')),
    envFiles: itemsOf(get(node, 'env_file')),
    node,
  };
}

function itemsOf(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  return node.kind === 'sequence' ? node.items : [node];
}

async function loadInclude(
  include: Include,
  path: string,
  folder: string,
  loading: Loading,
): Promise<MappingNode | undefined> {
  const files = await locate(include, folder, loading);
  const [main] = files;
  if (main === undefined) {
    loading.losses.add([]);
    return undefined;
  }
  const chain = [...loading.chain, { file: shownName(path), span: main.span }];
  const step = chain.findIndex(({ file }) => file === main.path);
  if (step !== -1) {
    loading.found.push(cycleOf(chain.slice(step)));
    loading.losses.add([]);
    return undefined;
  }
  const directory =
    include.projectDirectory === undefined ? dirname(main.path) : resolve(folder, include.projectDirectory);
  const errorsBefore = countErrors(loading.found);
  const environment = await withEnvFiles(
    loading.host,
    loading.variables.values,
    await envFilesOf(include, directory, folder, loading),
    { found: loading.found, warned: loading.variables.warned },
  );
  const model = await loadFiles(files, directory, {
    ...loading,
    chain,
    variables: {
      values: environment,
      warned: loading.variables.warned,
      isPartial: loading.variables.isPartial === true || countErrors(loading.found) > errorsBefore,
    },
  });
  if (model === undefined) return undefined;
  noteValues(model, environment, loading);
  const filled = fillDefaults(model);
  checkValues(filled, loading.losses, loading.found);
  const base =
    include.projectDirectory !== undefined && isAbsolute(include.projectDirectory)
      ? directory
      : relative(folder, directory);
  const resolved = resolvePaths(filled, { folder: base, homeDir: loading.host.homeDir });
  if (resolved.kind !== 'mapping') return undefined;
  return loading.interpolates ? withVariables(resolved, environment) : resolved;
}

/** Keeps what secrets and configs take from a variable that the project around does not have. */
function noteValues(
  model: MappingNode,
  environment: ReadonlyMap<string, string>,
  { variables, includedValues }: Loading,
): void {
  for (const section of ['secrets', 'configs']) {
    const objects = get(model, section);
    if (objects?.kind !== 'mapping') continue;
    for (const { key, value } of objects.entries.values()) {
      const variable = stringOf(get(value, 'environment'));
      if (variable === undefined || variables.values.has(variable)) continue;
      const content = environment.get(variable);
      if (content !== undefined) includedValues.set(`${section}.${key}`, content);
    }
  }
}

/** The model with the values of bare names in the lists of `environment`, which only its own env files may have. */
function withVariables(model: MappingNode, environment: ReadonlyMap<string, string>): MappingNode {
  const filled = (line: Node): Node => {
    const value =
      line.kind === 'scalar' && typeof line.value === 'string' ? environment.get(line.value) : undefined;
    return value === undefined ? line : scalar(`${stringOf(line) ?? ''}=${value}`, line.span);
  };
  const services = get(model, 'services');
  if (services?.kind !== 'mapping') return model;
  const withLines = mapValues(services, (service) => {
    const list = get(service, 'environment');
    return service.kind === 'mapping' && list?.kind === 'sequence'
      ? set(service, 'environment', mapItems(list, filled))
      : service;
  });
  return set(model, 'services', withLines);
}

function cycleOf(steps: readonly IncludeStep[]): Diagnostic {
  const files = [...steps, ...steps.slice(0, 1)].map(({ file }) => file);
  const [first, ...others] = steps.map(({ span }, index) => ({
    span,
    message: `it includes \`${basename(files[index + 1] ?? '')}\``,
  }));
  return diagnose('compose/include-cycle', { files }, first?.span, others);
}

function countErrors(found: readonly Diagnostic[]): number {
  return found.filter((diagnostic) => severityOf(diagnostic) === 'error').length;
}

async function locate(
  include: Include,
  folder: string,
  loading: Loading,
): Promise<{ path: string; span: Node['span'] }[]> {
  const files: { path: string; span: Node['span'] }[] = [];
  for (const file of include.files) {
    const text = stringOf(file);
    if (text === undefined) continue;
    const path = isRemoteFile(text)
      ? await loading.fetchRemote(text, file.span)
      : resolve(folder, text.startsWith('~/') ? join(loading.host.homeDir, text.slice(2)) : text);
    if (path !== undefined) files.push({ path, span: file.span });
  }
  return files;
}

async function envFilesOf(
  include: Include,
  directory: string,
  folder: string,
  loading: Loading,
): Promise<readonly string[]> {
  if (include.envFiles.length === 0) {
    const path = join(directory, '.env');
    const stat = await loading.host.files.stat(path).catch(() => undefined);
    return stat?.kind === 'file' ? [path] : [];
  }
  const paths: string[] = [];
  for (const file of include.envFiles) {
    const text = stringOf(file);
    if (text === undefined || text === '/dev/null') continue;
    const path = resolve(folder, text);
    const stat = await loading.host.files.stat(path).catch(() => undefined);
    if (stat?.kind === 'file') paths.push(path);
    else loading.found.push(diagnose('compose/env-file-not-found', { path }, file.span));
  }
  return paths;
}

/** A file's model with what it includes. A name that both have is an error, unless both mean the same. */
export function importResources(
  root: MappingNode,
  imported: readonly MappingNode[],
  found: Diagnostic[],
): MappingNode {
  return imported.reduce((tree, model) => importModel(tree, model, found), root);
}

function importModel(root: MappingNode, model: MappingNode, found: Diagnostic[]): MappingNode {
  let tree = root;
  for (const section of sections) {
    const from = get(model, section);
    if (from?.kind !== 'mapping') continue;
    const own = get(tree, section);
    const entries = new Map<string, MappingEntry>(own?.kind === 'mapping' ? own.entries : []);
    for (const entry of from.entries.values()) {
      const before = entries.get(entry.key);
      if (before === undefined) entries.set(entry.key, entry);
      else if (!jsonEquals(toJson(before.value), toJson(entry.value))) {
        found.push(
          diagnose('compose/include-conflict', { section, name: entry.key }, before.keySpan, [
            { span: entry.keySpan, message: 'the included file has it here' },
          ]),
        );
      }
    }
    tree = set(tree, section, mapping(entries.values(), own?.span ?? from.span));
  }
  return tree;
}
