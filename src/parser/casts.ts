import type { ScalarNode } from './tree.ts';
import { pathTable } from './path-table.ts';
import type { PathTable } from './path-table.ts';

/** What a text becomes after interpolation, where a key takes a number or a boolean. */
export type Cast = (text: string) => CastResult;

/** The typed value, or what was expected instead. */
export type CastResult =
  { readonly value: ScalarNode['value']; readonly isLegacyBoolean?: boolean } | { readonly expected: string };

const integer: Cast = (text) =>
  /^[-+]?[0-9]+$/.test(text) ? { value: Number(text) } : { expected: 'a whole number' };

const float: Cast = (text) =>
  /^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$/.test(text)
    ? { value: Number(text) }
    : { expected: 'a number' };

const truthy = new Set(['y', 'yes', 'on']);
const falsy = new Set(['n', 'no', 'off']);

const boolean: Cast = (text) => {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return { value: word === 'true' };
  if (truthy.has(word)) return { value: true, isLegacyBoolean: true };
  if (falsy.has(word)) return { value: false, isLegacyBoolean: true };
  return { expected: '`true` or `false`' };
};

/** Permission bits, as `chmod` takes them. */
const octal: Cast = (text) =>
  /^[0-7]+$/.test(text)
    ? { value: Number.parseInt(text, 8) }
    : { expected: 'permission bits such as `0755`' };

/** Where texts are cast. */
export const casts: PathTable<Cast> = pathTable<Cast>({
  'services.*.attach': boolean,
  'services.*.blkio_config.weight': integer,
  'services.*.blkio_config.weight_device.*.weight': integer,
  'services.*.build.no_cache': boolean,
  'services.*.build.privileged': boolean,
  'services.*.build.pull': boolean,
  'services.*.build.ulimits.*': integer,
  'services.*.build.ulimits.*.hard': integer,
  'services.*.build.ulimits.*.soft': integer,
  'services.*.cpu_count': integer,
  'services.*.cpu_percent': float,
  'services.*.cpu_period': integer,
  'services.*.cpu_quota': integer,
  'services.*.cpu_rt_period': integer,
  'services.*.cpu_rt_runtime': integer,
  'services.*.cpus': float,
  'services.*.cpu_shares': integer,
  'services.*.init': boolean,
  'services.*.depends_on.*.required': boolean,
  'services.*.depends_on.*.restart': boolean,
  'services.*.deploy.replicas': integer,
  'services.*.deploy.resources.limits.pids': integer,
  'services.*.deploy.resources.reservations.generic_resources.*.discrete_resource_spec.value': integer,
  'services.*.deploy.update_config.parallelism': integer,
  'services.*.deploy.update_config.max_failure_ratio': float,
  'services.*.deploy.rollback_config.parallelism': integer,
  'services.*.deploy.rollback_config.max_failure_ratio': float,
  'services.*.deploy.restart_policy.max_attempts': integer,
  'services.*.deploy.placement.max_replicas_per_node': integer,
  'services.*.develop.watch.*.exec.privileged': boolean,
  'services.*.env_file.*.required': boolean,
  'services.*.healthcheck.retries': integer,
  'services.*.healthcheck.disable': boolean,
  'services.*.oom_kill_disable': boolean,
  'services.*.oom_score_adj': integer,
  'services.*.pids_limit': integer,
  'services.*.ports.*.target': integer,
  'services.*.post_start.*.privileged': boolean,
  'services.*.pre_start.*.per_replica': boolean,
  'services.*.pre_start.*.privileged': boolean,
  'services.*.pre_stop.*.privileged': boolean,
  'services.*.privileged': boolean,
  'services.*.read_only': boolean,
  'services.*.scale': integer,
  'services.*.stdin_open': boolean,
  'services.*.tty': boolean,
  'services.*.ulimits.*': integer,
  'services.*.ulimits.*.hard': integer,
  'services.*.ulimits.*.soft': integer,
  'services.*.volumes.*.read_only': boolean,
  'services.*.volumes.*.volume.nocopy': boolean,
  'services.*.volumes.*.bind.create_host_path': boolean,
  'services.*.volumes.*.tmpfs.mode': octal,
  'networks.*.external': boolean,
  'networks.*.internal': boolean,
  'networks.*.attachable': boolean,
  'networks.*.enable_ipv4': boolean,
  'networks.*.enable_ipv6': boolean,
  'volumes.*.external': boolean,
  'secrets.*.external': boolean,
  'configs.*.external': boolean,
});
