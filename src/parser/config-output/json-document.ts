import type { Json, JsonObject } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';
import { inByteOrder } from '../../lib/ordered-json.ts';
import type { OrderedJson } from '../../lib/ordered-json.ts';
import type { CanonicalProject } from '../canonical.ts';
import { deployKeys } from '../normalize/deploy.ts';
import { watchKeys } from '../normalize/develop.ts';
import { hookKeys } from '../normalize/hooks.ts';
import { networkKeys } from '../normalize/resources.ts';
import { serviceKeys } from '../normalize/service.ts';
import { below, pathTable } from '../path-table.ts';
import type { PathTable } from '../path-table.ts';

const sections = ['networks', 'volumes', 'secrets', 'configs'] as const;

/**
 * The document in the form of docker compose's JSON: a command (of a service or a hook) and an entrypoint that are not set are null,
 * and `resources`, `placement` and `ipam` that are not set are empty; extensions inside services and resources and models are left
 * out, an empty list in an extension is null, limits of 0 are left out, and block device limits have capital keys. Keys that people
 * choose are in the order of their bytes, all others in the order of the canonical form.
 */
export function jsonDocument(name: string, project: CanonicalProject): OrderedJson {
  const section = (key: 'services' | (typeof sections)[number]): OrderedJson =>
    compatible(Object.fromEntries(project[key]), below(rules, key));
  const document = new Map<string, OrderedJson>([
    ['name', name],
    ['services', section('services')],
  ]);
  for (const key of sections) if (project[key].size > 0) document.set(key, section(key));
  for (const [key, value] of Object.entries(project.extensions)) document.set(key, extension(value ?? null));
  return byName(document);
}

/** One service as it stands in `jsonDocument`. */
export function jsonService(definition: JsonObject): ReadonlyMap<string, OrderedJson> {
  return compatibleObject(definition, below(below(rules, 'services'), ''));
}

/** One network as it stands in `jsonDocument`. */
export function jsonNetwork(definition: JsonObject): ReadonlyMap<string, OrderedJson> {
  return compatibleObject(definition, below(below(rules, 'networks'), ''));
}

/** One volume as it stands in `jsonDocument`. */
export function jsonVolume(definition: JsonObject): ReadonlyMap<string, OrderedJson> {
  return compatibleObject(definition, below(below(rules, 'volumes'), ''));
}

function byName(members: ReadonlyMap<string, OrderedJson>): ReadonlyMap<string, OrderedJson> {
  return new Map(inByteOrder(members.keys()).map((key) => [key, members.get(key) ?? null]));
}

function extension(value: Json): OrderedJson {
  if (typeof value !== 'object' || value === null) return value;
  if (!isJsonObject(value)) return value.length === 0 ? null : value.map(extension);
  return new Map(inByteOrder(Object.keys(value)).map((key) => [key, extension(value[key] ?? null)]));
}

/** What becomes of a mapping on its way to JSON. */
type JsonRule =
  'names' | 'service' | 'hook' | 'deploy' | 'network' | 'watch' | 'capital-keys' | 'bind' | 'ulimit';

/** Mappings whose keys people choose: nothing in them is an extension. And those that JSON shows in another way. */
const rules: PathTable<JsonRule> = pathTable<JsonRule>({
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
  'services.*.build.ulimits.*': 'ulimit',
  'services.*.blkio_config.weight_device.*': 'capital-keys',
  'services.*.blkio_config.device_read_bps.*': 'capital-keys',
  'services.*.blkio_config.device_read_iops.*': 'capital-keys',
  'services.*.blkio_config.device_write_bps.*': 'capital-keys',
  'services.*.blkio_config.device_write_iops.*': 'capital-keys',
  'services.*.depends_on': 'names',
  'services.*.deploy.labels': 'names',
  'services.*.deploy.resources.*.devices.*.options': 'names',
  'services.*.develop.watch.*': 'watch',
  'services.*.develop.watch.*.exec': 'hook',
  'services.*.develop.watch.*.exec.environment': 'names',
  'services.*.environment': 'names',
  'services.*.gpus.*.options': 'names',
  'services.*.labels': 'names',
  'services.*.logging.options': 'names',
  'services.*.models': 'names',
  'services.*.networks': 'names',
  'services.*.networks.*.driver_opts': 'names',
  'services.*.pre_start.*': 'hook',
  'services.*.pre_start.*.environment': 'names',
  'services.*.post_start.*': 'hook',
  'services.*.post_start.*.environment': 'names',
  'services.*.pre_stop.*': 'hook',
  'services.*.pre_stop.*.environment': 'names',
  'services.*.provider.options': 'names',
  'services.*.storage_opt': 'names',
  'services.*.sysctls': 'names',
  'services.*.ulimits': 'names',
  'services.*.ulimits.*': 'ulimit',
  'services.*.volumes.*.bind': 'bind',
  'services.*.volumes.*.volume.labels': 'names',
  'networks.*.driver_opts': 'names',
  'networks.*.labels': 'names',
  'networks.*.ipam.options': 'names',
  'networks.*.ipam.config.*.aux_addresses': 'names',
  'volumes.*.driver_opts': 'names',
  'volumes.*.labels': 'names',
  'secrets.*.labels': 'names',
  'secrets.*.driver_opts': 'names',
  'configs.*.labels': 'names',
  'configs.*.driver_opts': 'names',
});

/** Mappings that JSON shows some keys of even when they are not set, each with all its keys in order. */
const complete: Partial<Record<JsonRule, { readonly keys: readonly string[]; readonly unset: JsonObject }>> =
  {
    service: { keys: serviceKeys, unset: { command: null, entrypoint: null } },
    hook: { keys: hookKeys, unset: { command: null } },
    deploy: { keys: deployKeys, unset: { resources: {}, placement: {} } },
    watch: { keys: watchKeys, unset: { exec: { command: null } } },
    network: { keys: networkKeys, unset: { ipam: {} } },
  };

function compatible(value: Json, table: PathTable<JsonRule> | undefined): OrderedJson {
  if (typeof value !== 'object' || value === null) return value;
  if (isJsonObject(value)) return compatibleObject(value, table);
  return value.map((item) => compatible(item, below(table, 0)));
}

function compatibleObject(
  value: JsonObject,
  table: PathTable<JsonRule> | undefined,
): ReadonlyMap<string, OrderedJson> {
  const rule = table?.rule;
  const printed = new Map<string, OrderedJson>();
  const { keys, unset } = (rule === undefined ? undefined : complete[rule]) ?? {};
  for (const key of keys ?? (rule === 'names' ? inByteOrder(Object.keys(value)) : Object.keys(value))) {
    const inner = value[key] ?? (value[key] === null ? null : unset?.[key]);
    if (inner === undefined || (rule !== 'names' && key.startsWith('x-'))) continue;
    if ((rule === 'bind' && inner === false) || (rule === 'ulimit' && inner === 0)) continue;
    const name = rule === 'capital-keys' ? key.charAt(0).toUpperCase() + key.slice(1) : key;
    printed.set(name, compatible(inner, below(table, key)));
  }
  return printed;
}
