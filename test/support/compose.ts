import { resolve } from 'node:path';
import { severityOf } from '../../src/diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { positionAt } from '../../src/diagnostics/span.ts';
import type { JsonObject } from '../../src/lib/json.ts';
import { goJson } from '../../src/lib/ordered-json.ts';
import { yamlDocument } from '../../src/parser/config-output/document.ts';
import { jsonDocument } from '../../src/parser/config-output/json-document.ts';
import { loadCanonical } from '../../src/parser/load-canonical.ts';
import type { LoadRequest } from '../../src/parser/request.ts';
import { memoryHost } from './memory-host.ts';

/** What a test loads: files below `/project`, the environment, and options. */
export interface Given {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly request?: Partial<LoadRequest>;
}

/** What came of it. */
export interface Loaded {
  /** The document that `config` prints; undefined when an error was found. */
  readonly document: JsonObject | undefined;
  /** The same in the form of `config --format json`. */
  readonly json: JsonObject | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** `code path:line:column`, errors only. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Loads a project from texts. */
export async function loadTexts({ files, env, request }: Given): Promise<Loaded> {
  const outcome = await loadCanonical(
    { files: [], profiles: [], envFiles: [], projectName: 'test', ...request },
    memoryHost({ files: absolute(files), env: env ?? {}, homeDir: '/home/user' }),
  );
  const ofSeverity = (severity: 'error' | 'warning'): readonly string[] =>
    outcome.diagnostics.filter((found) => severityOf(found) === severity).map(placed);
  const { value } = outcome;
  return {
    document: value === undefined ? undefined : plain(yamlDocument(value.name, value.selected)),
    json:
      value === undefined
        ? undefined
        : (JSON.parse(goJson(jsonDocument(value.name, value.selected))) as JsonObject),
    diagnostics: outcome.diagnostics,
    errors: ofSeverity('error'),
    warnings: ofSeverity('warning'),
  };
}

function absolute(files: Given['files']): Given['files'] {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [resolve('/project', path), content]),
  );
}

/** Loads one compose file, which may name others. */
export function loadText(
  text: string,
  env: Readonly<Record<string, string>> = {},
  others: Readonly<Record<string, string>> = {},
): Promise<Loaded> {
  return loadTexts({ files: { ...others, 'compose.yaml': text }, env });
}

/** The member that a path of keys leads to; undefined when there is none. */
export function memberAt(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), document);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The definition of the service `web`. */
export function serviceOf(document: JsonObject): JsonObject {
  return (document['services'] as Readonly<Record<string, JsonObject>>)['web'] ?? {};
}

/** An object without some members. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function placed({ code, span }: Diagnostic): string {
  if (span === undefined) return code;
  const { line, column } = positionAt(span.source, span.start);
  return `${code} ${span.source.path.replace('/project/', '')}:${line}:${column}`;
}

/** Without the missing prototypes that make objects unequal to literals. */
function plain(document: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(document)) as JsonObject;
}
