import { dirname } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText, Span } from '../diagnostics/span.ts';
import type { Host } from '../host/host.ts';
import { applyExtends } from './extends.ts';
import { loadIncludes, importResources } from './include.ts';
import { interpolate } from './interpolate.ts';
import type { Variables } from './interpolate.ts';
import { limits } from './limits.ts';
import type { Losses } from './losses.ts';
import { kindOf, merge } from './merge.ts';
import { shape } from './normalize/shape.ts';
import { readYaml } from './read-yaml.ts';
import type { ComposeDocument } from './read-yaml.ts';
import type { FetchRemote } from './remote/fetch.ts';
import { applyResets } from './resets.ts';
import { readSource } from './source-file.ts';
import { mapping, without } from './tree-build.ts';
import type { MappingNode } from './tree.ts';
import { withoutRepeats } from './unicity.ts';
import { validate } from './validate.ts';

/** What every step of loading shares. */
export interface Loading {
  readonly host: Host;
  readonly found: Diagnostic[];
  readonly variables: Variables;
  readonly interpolates: boolean;
  /** Parsed files by path, so that a file is read once; in the order in which they are read. */
  readonly documents: Map<string, Promise<ReadFile | undefined>>;
  /** What was refused on the way, for the checks that come after. */
  readonly losses: Losses;
  /** Brings a remote file to this machine. */
  readonly fetchRemote: FetchRemote;
  readonly readStdin: (() => Promise<string>) | undefined;
  /** Files that a person named, rather than a file or the search. */
  readonly named: ReadonlySet<string>;
  readonly signal: AbortSignal | undefined;
  /** See `Project.includedValues`. */
  readonly includedValues: Map<string, string>;
  /** Files that lead to the one being read, for cycles. */
  readonly chain: readonly IncludeStep[];
}

/** A file on the way to the one being read, and where it names the next one. */
export interface IncludeStep {
  readonly file: string;
  readonly span: Span;
}

/** What could be read of a file. */
export interface ReadFile {
  readonly documents: readonly ComposeDocument[];
  /** False when a mistake of the syntax hides a part. */
  readonly isWhole: boolean;
}

/** The files of one project, or of one include, merged: interpolated, extended, includes imported, long forms only. */
export async function loadFiles(
  files: readonly { readonly path: string; readonly span?: Span }[],
  folder: string,
  loading: Loading,
): Promise<MappingNode | undefined> {
  let model: MappingNode | undefined;
  for (const { path, span } of files) {
    const file = await readDocuments(path, loading, span);
    if (file?.isWhole !== true) loading.losses.add([]);
    for (const document of file?.documents ?? []) {
      model = await addDocument(model, document, path, folder, loading);
    }
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
  const own = loading.interpolates ? interpolate(root, loading.variables, found, loading.losses) : root;
  if (own.kind !== 'mapping') {
    found.push(diagnose('compose/not-a-mapping', { what: 'the file', actual: kindOf(own) }, own.span));
    loading.losses.add([]);
    return model;
  }
  const imported = await loadIncludes(checkedPart(own, 'include', loading), path, folder, loading);
  const extended = await applyExtends(without(own, 'include'), resets, path, folder, imported, loading);
  const whole = importResources(extended, imported, found);
  const base = model ?? mapping([], whole.span);
  const kept = applyResets(base, resets);
  const merged = merge(kept, whole, found);
  if (merged.kind !== 'mapping') return model;
  const { tree, diagnostics } = validate(merged, loading.losses);
  found.push(...diagnostics);
  noteVersion(tree, found);
  return canonical(without(tree, 'version'), loading);
}

/** What the schema allows of one top-level key, for what is worked off before the whole is validated. */
function checkedPart(root: MappingNode, key: string, { found, losses }: Loading): MappingNode {
  const entry = root.entries.get(key);
  if (entry === undefined) return mapping([], root.span);
  const { tree, diagnostics } = validate(mapping([entry], root.span), losses);
  found.push(...diagnostics);
  // Of what a refused include would bring, nothing is known.
  if (diagnostics.length > 0) losses.add([]);
  return tree;
}

/** Long forms, folded once more: a range of ports may have brought repeated ones. */
export function canonical(tree: MappingNode, loading: Loading): MappingNode {
  const shaped = shape(tree, { found: loading.found, isLenient: !loading.interpolates });
  const folded = withoutRepeats(shaped);
  return folded.kind === 'mapping' ? folded : tree;
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
): Promise<ReadFile | undefined> {
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

async function parseFile(path: string, loading: Loading, span?: Span): Promise<ReadFile | undefined> {
  const source = await sourceOf(path, loading, span);
  if (source === undefined) return undefined;
  const { value, diagnostics } = readYaml(source);
  loading.found.push(...diagnostics);
  const isWhole = !diagnostics.some(({ code }) => code === 'compose/yaml' || code === 'compose/too-large');
  return { documents: value ?? [], isWhole };
}

async function sourceOf(path: string, loading: Loading, span?: Span): Promise<SourceText | undefined> {
  if (path === '-') {
    const text = await loading.readStdin?.();
    return { path: shownName(path), text: text ?? '' };
  }
  const byPerson = loading.named.has(path) ? { signal: loading.signal } : undefined;
  return readSource(loading.host, path, loading.found, { span, byPerson });
}

/** What messages call a file. */
export function shownName(path: string): string {
  return path === '-' ? '<stdin>' : path;
}

/** The folder of a file; standard input has the working folder. */
export function folderOf(path: string, workingDir: string): string {
  return path === '-' ? workingDir : dirname(path);
}
