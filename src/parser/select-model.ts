import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { isJsonObject } from '../lib/json.ts';
import { nearest } from '../lib/nearest.ts';
import type { CanonicalProject } from './canonical.ts';
import type { LoadedModel } from './load-model.ts';
import type { LoadRequest } from './request.ts';
import { items, members } from './service-check.ts';

/** The model with the services that are on, or the named ones and what they depend on, and the resources that these use. */
export interface SelectedModel extends LoadedModel {
  readonly selected: CanonicalProject;
}

/** Chooses the services of a request and drops what none of them uses. */
export function selectModel(
  model: LoadedModel,
  request: LoadRequest,
  found: Diagnostic[],
): SelectedModel | undefined {
  const names = request.services ?? [];
  const { canonical, active } = model;
  const wanted = names.length === 0 ? active : withDependencies(model, names, found);
  if (wanted === undefined) return undefined;
  const services = new Map<string, JsonObject>();
  for (const [name, definition] of canonical.services) {
    if (!wanted.has(name)) continue;
    services.set(name, names.length === 0 ? definition : withoutOthers(definition, wanted));
  }
  const chosen = { ...canonical, services };
  return { ...model, selected: request.allResources === true ? chosen : usedResources(chosen) };
}

function withDependencies(
  { canonical, active }: LoadedModel,
  names: readonly string[],
  found: Diagnostic[],
): ReadonlySet<string> | undefined {
  const wanted = new Set<string>();
  const missing: string[] = [];
  const visit = (name: string, isRequired: boolean): void => {
    if (wanted.has(name)) return;
    const definition = canonical.services.get(name);
    if (definition === undefined || !active.has(name)) {
      if (isRequired) missing.push(name);
      return;
    }
    wanted.add(name);
    for (const [dependency, how] of members(definition['depends_on'])) {
      visit(dependency, !isJsonObject(how) || how['required'] !== false);
    }
  };
  for (const name of names) visit(name, true);
  for (const service of missing) {
    const args = { service, nearest: nearest(service, canonical.services.keys()) };
    found.push(diagnose('compose/unknown-service', args));
  }
  return missing.length === 0 ? wanted : undefined;
}

/** A definition whose dependencies are only those that were chosen. */
function withoutOthers(definition: JsonObject, wanted: ReadonlySet<string>): JsonObject {
  const dependencies = members(definition['depends_on']);
  const kept = dependencies.filter(([name]) => wanted.has(name));
  if (kept.length === dependencies.length) return definition;
  return { ...definition, depends_on: kept.length === 0 ? undefined : Object.fromEntries(kept) };
}

/** A project without the networks, volumes, secrets, configs and models that no service uses. */
export function usedResources(project: CanonicalProject): CanonicalProject {
  const used = {
    networks: new Set<string>(),
    volumes: new Set<string>(),
    secrets: new Set<string>(),
    configs: new Set<string>(),
    models: new Set<string>(),
  };
  for (const service of project.services.values()) {
    for (const [network] of members(service['networks'])) used.networks.add(network);
    for (const mount of items(service['volumes'])) addSource(used.volumes, mount, 'volume');
    for (const secret of items(service['secrets'])) addSource(used.secrets, secret);
    for (const config of items(service['configs'])) addSource(used.configs, config);
    for (const [model] of members(service['models'])) used.models.add(model);
    const { build } = service;
    for (const secret of items(isJsonObject(build) ? build['secrets'] : undefined)) {
      addSource(used.secrets, secret);
    }
  }
  const keep = (
    section: ReadonlyMap<string, JsonObject>,
    names: ReadonlySet<string>,
  ): ReadonlyMap<string, JsonObject> => new Map([...section].filter(([name]) => names.has(name)));
  return {
    ...project,
    networks: keep(project.networks, used.networks),
    volumes: keep(project.volumes, used.volumes),
    secrets: keep(project.secrets, used.secrets),
    configs: keep(project.configs, used.configs),
    models: keep(project.models, used.models),
  };
}

function addSource(names: Set<string>, use: Json, type?: string): void {
  if (!isJsonObject(use) || (type !== undefined && use['type'] !== type)) return;
  if (typeof use['source'] === 'string') names.add(use['source']);
}
