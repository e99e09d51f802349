import type { Json, JsonObject } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { CanonicalProject } from '../canonical.ts';
import { emptyObject } from '../normalize/codec.ts';
import { below, pathTable } from '../path-table.ts';
import type { PathTable } from '../path-table.ts';

const sections = ['networks', 'volumes', 'secrets', 'configs', 'models'] as const;

/** The whole project as one document, in the order that `config` prints it. */
export function yamlDocument(name: string, project: CanonicalProject): JsonObject {
  const document = emptyObject<Json>();
  document['name'] = name;
  document['services'] = sortedSection(project.services);
  for (const section of sections) {
    if (project[section].size > 0) document[section] = sortedSection(project[section]);
  }
  return Object.assign(document, project.extensions);
}

function sortedSection(section: ReadonlyMap<string, JsonObject>): JsonObject {
  const sorted = emptyObject<Json>();
  for (const name of [...section.keys()].sort()) sorted[name] = section.get(name) ?? {};
  return sorted;
}

/**
 * The document in the form of docker compose's JSON: a command and an entrypoint that are not set are null, and `resources`,
 * `placement` and `ipam` that are not set are empty; extensions inside services and resources and models are left out, an
 * empty list in an extension is null, and block device limits have capital keys.
 */
export function jsonDocument(name: string, project: CanonicalProject): JsonObject {
  const document = yamlDocument(name, { ...project, models: new Map() });
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [
      key,
      key.startsWith('x-')
        ? withoutEmptyLists(value ?? null)
        : compatible(value ?? null, below(freeForm, key)),
    ]),
  );
}

function withoutEmptyLists(value: Json): Json {
  if (Array.isArray(value)) {
    return value.length === 0 ? null : (value as readonly Json[]).map(withoutEmptyLists);
  }
  if (!isJsonObject(value)) return value;
  const printed = emptyObject<Json>();
  for (const [key, inner] of Object.entries(value)) printed[key] = withoutEmptyLists(inner ?? null);
  return printed;
}

/** What becomes of a mapping on its way to JSON. */
type JsonRule = 'names' | 'service' | 'deploy' | 'network' | 'watch' | 'watch-exec' | 'capital-keys' | 'bind';

/** Mappings whose keys people choose: nothing in them is an extension. And those that JSON shows in another way. */
const freeForm: PathTable<JsonRule> = pathTable<JsonRule>({
  services: 'names',
  networks: 'names',
  volumes: 'names',
  secrets: 'names',
  configs: 'names',
  models: 'names',
  'services.*': 'service',
  'services.*.deploy': 'deploy',
  'networks.*': 'network',
  'services.*.annotations': 'names',
  'services.*.build.additional_contexts': 'names',
  'services.*.build.args': 'names',
  'services.*.build.labels': 'names',
  'services.*.build.ulimits': 'names',
  'services.*.blkio_config.weight_device.*': 'capital-keys',
  'services.*.blkio_config.device_read_bps.*': 'capital-keys',
  'services.*.blkio_config.device_read_iops.*': 'capital-keys',
  'services.*.blkio_config.device_write_bps.*': 'capital-keys',
  'services.*.blkio_config.device_write_iops.*': 'capital-keys',
  'services.*.depends_on': 'names',
  'services.*.deploy.labels': 'names',
  'services.*.develop.watch.*': 'watch',
  'services.*.develop.watch.*.exec': 'watch-exec',
  'services.*.develop.watch.*.exec.environment': 'names',
  'services.*.environment': 'names',
  'services.*.gpus.*.options': 'names',
  'services.*.labels': 'names',
  'services.*.logging.options': 'names',
  'services.*.models': 'names',
  'services.*.networks': 'names',
  'services.*.networks.*.driver_opts': 'names',
  'services.*.pre_start.*.environment': 'names',
  'services.*.post_start.*.environment': 'names',
  'services.*.pre_stop.*.environment': 'names',
  'services.*.provider.options': 'names',
  'services.*.storage_opt': 'names',
  'services.*.sysctls': 'names',
  'services.*.ulimits': 'names',
  'services.*.volumes.*.bind': 'bind',
  'services.*.volumes.*.volume.labels': 'names',
  'networks.*.driver_opts': 'names',
  'networks.*.labels': 'names',
  'networks.*.ipam.options': 'names',
  'volumes.*.driver_opts': 'names',
  'volumes.*.labels': 'names',
  'secrets.*.labels': 'names',
  'secrets.*.driver_opts': 'names',
  'configs.*.labels': 'names',
  'configs.*.driver_opts': 'names',
});

function compatible(value: Json, table: PathTable<JsonRule> | undefined): Json {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item) => compatible(item, below(table, 0)));
  }
  if (!isJsonObject(value)) return value;
  const rule = table?.rule;
  const printed = emptyObject<Json>();
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined || (rule !== 'names' && key.startsWith('x-'))) continue;
    if (rule === 'bind' && inner === false) continue;
    const name = rule === 'capital-keys' ? key.charAt(0).toUpperCase() + key.slice(1) : key;
    printed[name] = compatible(inner, below(table, key));
  }
  if (rule === 'watch') printed['exec'] ??= { command: null };
  if (rule === 'service' || rule === 'watch-exec') printed['command'] ??= null;
  if (rule === 'service') printed['entrypoint'] ??= null;
  if (rule === 'network') printed['ipam'] ??= {};
  if (rule === 'deploy') {
    printed['resources'] ??= {};
    printed['placement'] ??= {};
  }
  return printed;
}
