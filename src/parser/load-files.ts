import { dirname } from 'node:path';
import { diagnose, hasErrors } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText, Span } from '../diagnostics/span.ts';
import type { Host } from '../host/host.ts';
import { applyExtends } from './extends.ts';
import { loadIncludes, importResources } from './include.ts';
import { interpolate } from './interpolate.ts';
import type { Variables } from './interpolate.ts';
import { limits } from './limits.ts';
import { kindOf, merge } from './merge.ts';
import { shape } from './normalize/shape.ts';
import { readYaml } from './read-yaml.ts';
import type { ComposeDocument } from './read-yaml.ts';
import type { FetchRemote } from './remote/fetch.ts';
import { applyResets } from './resets.ts';
import { readSource } from './source-file.ts';
import { mapValues, mapping, without } from './tree-build.ts';
import type { MappingNode, Node } from './tree.ts';
import { withoutRepeats } from './unicity.ts';
import { validate } from './validate.ts';

/** What every step of loading shares. */
export interface Loading {
  readonly host: Host;
  readonly found: Diagnostic[];
  readonly variables: Variables;
  readonly interpolates: boolean;
  /** Parsed files by path, so that a file is read once. */
  readonly documents: Map<string, Promise<readonly ComposeDocument[] | undefined>>;
  /** Brings a remote file to this machine. */
  readonly fetchRemote: FetchRemote;
  readonly readStdin: (() => Promise<string>) | undefined;
  /** Files that lead to the one being read, for cycles. */
  readonly chain: readonly string[];
}

/** The files of one project, or of one include, merged: interpolated, extended, includes imported, long forms only. */
export async function loadFiles(
  files: readonly { readonly path: string; readonly span?: Span }[],
  folder: string,
  loading: Loading,
): Promise<MappingNode | undefined> {
  let model: MappingNode | undefined;
  for (const { path, span } of files) {
    const documents = await readDocuments(path, loading, span);
    for (const document of documents ?? []) model = await addDocument(model, document, path, folder, loading);
  }
  return model;
}

async function addDocument(
  model: MappingNode | undefined,
  { root, resets }: ComposeDocument,
  path: string,
  folder: string,
  loading: Loading,
): Promise<MappingNode | undefined> {
  const { found } = loading;
  const own = loading.interpolates ? interpolate(root, loading.variables, found) : root;
  if (own.kind !== 'mapping') {
    found.push(diagnose('compose/not-a-mapping', { what: 'the file', actual: kindOf(own) }, own.span));
    return model;
  }
  const imported = await loadIncludes(own, path, folder, loading);
  const extended = await applyExtends(without(own, 'include'), resets, path, folder, imported, loading);
  const whole = importResources(extended, imported, found);
  const base = model ?? mapping([], whole.span);
  const kept = applyResets(base, resets);
  const merged = merge(kept, whole, found);
  if (merged.kind !== 'mapping') return model;
  const wrong = validate(merged);
  found.push(...wrong);
  noteVersion(merged, found);
  if (hasErrors(wrong)) return withoutBrokenParts(merged);
  return canonical(without(merged, 'version'), loading);
}

/** Long forms, folded once more: a range of ports may have brought repeated ones. */
export function canonical(tree: MappingNode, loading: Loading): MappingNode {
  const shaped = shape(tree, { found: loading.found, isLenient: !loading.interpolates });
  const folded = withoutRepeats(shaped, loading.found);
  return folded.kind === 'mapping' ? folded : tree;
}

/** What the next files merge into after the schema refused this one: sections that are mappings at least. */
function withoutBrokenParts(tree: MappingNode): MappingNode {
  return mapValues(tree, (value: Node) => (value.kind === 'mapping' ? value : undefined));
}

function noteVersion(tree: MappingNode, found: Diagnostic[]): void {
  const version = tree.entries.get('version');
  if (version !== undefined) found.push(diagnose('compose/obsolete-version', {}, version.keySpan));
}

/** The documents of a file, parsed once. */
export async function readDocuments(
  path: string,
  loading: Loading,
  span?: Span,
): Promise<readonly ComposeDocument[] | undefined> {
  const known = loading.documents.get(path);
  if (known !== undefined) return known;
  if (loading.documents.size >= limits.files) {
    loading.found.push(
      diagnose('compose/too-large', { what: 'files in one project', limit: limits.files }, span),
    );
    return undefined;
  }
  const reading = parseFile(path, loading, span);
  loading.documents.set(path, reading);
  return reading;
}

async function parseFile(
  path: string,
  loading: Loading,
  span?: Span,
): Promise<readonly ComposeDocument[] | undefined> {
  const source = await sourceOf(path, loading, span);
  if (source === undefined) return undefined;
  const { value, diagnostics } = readYaml(source);
  loading.found.push(...diagnostics);
  return value;
}

async function sourceOf(path: string, loading: Loading, span?: Span): Promise<SourceText | undefined> {
  if (path === '-') {
    const text = await loading.readStdin?.();
    return { path: '<stdin>', text: text ?? '' };
  }
  return readSource(loading.host, path, loading.found, span);
}

/** The folder of a file; standard input has the working folder. */
export function folderOf(path: string, workingDir: string): string {
  return path === '-' ? workingDir : dirname(path);
}
