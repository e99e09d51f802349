import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { isJsonObject } from '../lib/json.ts';
import { emptyObject } from './normalize/codec.ts';
import type { Codec } from './normalize/codec.ts';
import { extension, service } from './normalize/service.ts';
import { fileObject } from './normalize/file-objects.ts';
import { model, network, volume } from './normalize/resources.ts';
import { get } from './tree-build.ts';
import type { MappingNode } from './tree.ts';

/** A project in canonical form: what `config` prints, before services are chosen. Maps keep the order of the files. */
export interface CanonicalProject {
  readonly services: ReadonlyMap<string, JsonObject>;
  readonly networks: ReadonlyMap<string, JsonObject>;
  readonly volumes: ReadonlyMap<string, JsonObject>;
  readonly secrets: ReadonlyMap<string, JsonObject>;
  readonly configs: ReadonlyMap<string, JsonObject>;
  readonly models: ReadonlyMap<string, JsonObject>;
  /** Top-level `x-*` members. */
  readonly extensions: JsonObject;
}

/** Prints every value of a merged tree in its canonical form. */
export function canonicalProject(root: MappingNode, found: Diagnostic[]): CanonicalProject {
  const section = (key: string, codec: Codec): ReadonlyMap<string, JsonObject> => {
    const printed = new Map<string, JsonObject>();
    const node = get(root, key);
    if (node?.kind !== 'mapping') return printed;
    for (const entry of node.entries.values()) {
      const value = codec(entry.value, { found }, `${key}.${entry.key}`);
      printed.set(entry.key, isJsonObject(value) ? value : {});
    }
    return printed;
  };
  const extensions = emptyObject<Json>();
  for (const { key, value } of root.entries.values()) {
    if (key.startsWith('x-')) extensions[key] = extension(value, { found }, key) ?? null;
  }
  return {
    services: section('services', service),
    networks: section('networks', network),
    volumes: section('volumes', volume),
    secrets: section('secrets', fileObject),
    configs: section('configs', fileObject),
    models: section('models', model),
    extensions,
  };
}
