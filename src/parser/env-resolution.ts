import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { isJsonObject } from '../lib/json.ts';
import { readEnvFile, readRawEnvFile } from './env-file.ts';
import type { Loading } from './load-files.ts';
import { emptyObject } from './normalize/codec.ts';
import { readSource } from './source-file.ts';
import { get } from './tree-build.ts';
import type { Node } from './tree.ts';

/** A service's definition with its env files and label files folded into `environment` and `labels`. */
export async function resolveFiles(
  definition: JsonObject,
  node: Node,
  loading: Loading,
): Promise<JsonObject> {
  if (!usesFiles(definition)) return definition;
  const { label_file: labelFiles, ...withLabels } = definition;
  const labelled =
    labelFiles === undefined ? definition : { ...withLabels, ...(await labelsOf(definition, node, loading)) };
  const { env_file: envFiles, ...rest } = labelled;
  const own = isJsonObject(labelled['environment']) ? labelled['environment'] : {};
  const environment = emptyObject<Json>();
  const lookup = (name: string): string | undefined => {
    const outer = loading.variables.values.get(name);
    if (outer !== undefined) return outer;
    const inner = own[name];
    return typeof inner === 'string' ? inner : undefined;
  };
  const files = Array.isArray(envFiles) ? envFiles : [];
  for (const [index, file] of files.entries()) {
    const values = await readOne(file as Json, itemAt(node, 'env_file', index), lookup, loading);
    for (const [name, value] of values ?? []) environment[name] = value;
  }
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined) continue;
    environment[name] = value ?? loading.variables.values.get(name) ?? null;
  }
  return Object.keys(environment).length === 0 ? rest : { ...rest, environment };
}

/** True when a service has files to read, or variables that another place gives a value. */
function usesFiles(definition: JsonObject): boolean {
  const { environment } = definition;
  return (
    'env_file' in definition ||
    'label_file' in definition ||
    (isJsonObject(environment) && Object.values(environment).includes(null))
  );
}

function itemAt(node: Node, key: string, index: number): Node | undefined {
  const list = get(node, key);
  return list?.kind === 'sequence' ? list.items[index] : undefined;
}

async function labelsOf(definition: JsonObject, node: Node, loading: Loading): Promise<JsonObject> {
  const labels = emptyObject<Json>();
  const files = Array.isArray(definition['label_file']) ? definition['label_file'] : [];
  for (const [index, path] of files.entries()) {
    const file = { path: String(path), required: true };
    const values = await readOne(file, itemAt(node, 'label_file', index), () => undefined, loading);
    for (const [name, value] of values ?? []) labels[name] = value;
  }
  const own = definition['labels'];
  const all = { ...labels, ...(isJsonObject(own) ? own : {}) };
  return Object.keys(all).length === 0 ? {} : { labels: all };
}

async function readOne(
  file: Json,
  node: Node | undefined,
  lookup: (name: string) => string | undefined,
  loading: Loading,
): Promise<ReadonlyMap<string, string> | undefined> {
  if (!isJsonObject(file)) return undefined;
  const { required, format } = file;
  const path = typeof file['path'] === 'string' ? file['path'] : '';
  const place = (get(node, 'path') ?? node)?.span;
  const stat = path === '' ? undefined : await loading.host.files.stat(path).catch(() => undefined);
  if (stat === undefined) {
    if (required !== false) loading.found.push(diagnose('compose/env-file-not-found', { path }, place));
    return undefined;
  }
  const source = await readSource(loading.host, path, loading.found, { span: place });
  if (source === undefined) return undefined;
  if (format !== undefined && format !== 'raw') {
    const args = { path: 'env_file.format', expected: '`raw` or nothing', nearest: undefined };
    loading.found.push(diagnose('compose/bad-value', args, (get(node, 'format') ?? node)?.span));
    return undefined;
  }
  if (format === 'raw') return readRawEnvFile(source, lookup, loading.found);
  return readEnvFile(source, lookup, loading.found, loading.variables.warned);
}
