import { isJsonObject, jsonScalarText } from '../../lib/json.ts';
import type { Json, JsonObject } from '../../lib/json.ts';
import { goJson, sortedJson } from '../../lib/ordered-json.ts';
import type { OrderedJson } from '../../lib/ordered-json.ts';
import { topologicalOrder } from '../../lib/graph.ts';
import { yamlDocument } from '../../parser/config-output/document.ts';
import { jsonDocument } from '../../parser/config-output/json-document.ts';
import { usedVariables, variablesJson } from '../../parser/config-output/variables.ts';
import { yamlText } from '../../lib/yaml-text.ts';
import { serviceHash } from '../../parser/decode/config-hash.ts';
import type { SelectedModel } from '../../parser/select-model.ts';
import { toJson } from '../../parser/tree.ts';
import type { ConfigOptions } from '../commands/config-command.ts';
import { formatTable } from '../table.ts';

/** What one of the options that ask for a list prints; undefined when none was given. */
export function listOf(model: SelectedModel, options: ConfigOptions): string | undefined {
  const { selected } = model;
  if (options.services === true) return lines(serviceOrder(selected.services));
  if (options.volumes === true) return lines([...selected.volumes.keys()].sort());
  if (options.networks === true) return lines([...selected.networks.keys()].sort());
  if (options.models === true) return lines(modelNames(model));
  if (options.hash !== undefined) return hashes(selected.services);
  if (options.profiles === true) return lines(profileNames(model));
  if (options.images === true) return lines(imageNames(model, options));
  if (options.variables === true) return variables(model, options.format);
  if (options.environment === true) return environment(model);
  return undefined;
}

function lines(items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join('');
}

/** Dependencies before what depends on them. */
function serviceOrder(services: ReadonlyMap<string, JsonObject>): readonly string[] {
  const names = [...services.keys()].sort();
  const { order } = topologicalOrder(names, (name) => Object.keys(services.get(name)?.['depends_on'] ?? {}));
  return order.length === names.length ? order : names;
}

function modelNames({ selected }: SelectedModel): readonly string[] {
  return [...selected.models.values()]
    .flatMap(({ model }) => (typeof model === 'string' ? [model] : []))
    .sort();
}

function profileNames({ canonical }: SelectedModel): readonly string[] {
  const names = new Set<string>();
  for (const { profiles } of canonical.services.values()) {
    if (Array.isArray(profiles))
      for (const profile of profiles as readonly Json[]) names.add(jsonScalarText(profile));
  }
  return [...names].sort();
}

/** Images of the services that are on. Without interpolation only the written ones: names are not made up of templates. */
function imageNames(
  { selected, enabled, name }: SelectedModel,
  { interpolate }: ConfigOptions,
): readonly string[] {
  return [...selected.services].flatMap(([service, { image }]) => {
    if (!enabled.has(service)) return [];
    if (typeof image === 'string') return [image];
    return interpolate ? [`${name}-${service}`] : [];
  });
}

function hashes(services: ReadonlyMap<string, JsonObject>): string {
  return lines(
    [...services.keys()].sort().flatMap((name) => {
      const definition = services.get(name);
      return definition === undefined ? [] : [`${name} ${serviceHash(definition)}`];
    }),
  );
}

function variables(model: SelectedModel, format: ConfigOptions['format']): string {
  const used = usedVariables(model.tree);
  if (format === 'json') return `${JSON.stringify(variablesJson(used), undefined, 4)}\n`;
  if (format === 'yaml') return yamlText(variablesJson(used));
  const rows = [...used.values()].map(({ name, isRequired, defaultValue, presenceValue }) => [
    name,
    String(isRequired),
    defaultValue,
    presenceValue,
  ]);
  return formatTable([['NAME', 'REQUIRED', 'DEFAULT VALUE', 'ALTERNATE VALUE'], ...rows]);
}

function environment(model: SelectedModel): string {
  return lines([...model.environment].map(([name, value]) => `${name}=${value}`).sort());
}

/** The project as YAML or JSON. A literal `$` is doubled, so that the text can be read as a compose file again. */
export function configText(model: SelectedModel, options: ConfigOptions): string {
  const isJson = options.format === 'json';
  if (!options.interpolate) {
    const raw = toJson(model.tree);
    return isJson ? jsonText(sortedJson(raw)) : yamlText(sorted(raw));
  }
  const text = isJson
    ? jsonText(jsonDocument(model.name, model.selected))
    : yamlText(yamlDocument(model.name, model.selected));
  return text.replaceAll('$', '$$$$');
}

function jsonText(value: OrderedJson): string {
  return `${goJson(value, '  ')}\n`;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}
