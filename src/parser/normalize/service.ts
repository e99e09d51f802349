import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Json } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';
import { scalarText } from '../scalar-text.ts';
import { build } from './build.ts';
import {
  anything,
  bytes,
  choice,
  command,
  count,
  duration,
  emptyObject,
  filledTexts,
  flag,
  integer,
  labels,
  listOf,
  mapOf,
  number,
  struct,
  text,
  texts,
  variables,
} from './codec.ts';
import type { Codec } from './codec.ts';
import { deploy, deviceRequest } from './deploy.ts';
import { develop } from './develop.ts';
import { extraHosts } from './extra-hosts.ts';
import { fileUse } from './file-objects.ts';
import { hooks } from './hooks.ts';
import { ulimit } from './ulimits.ts';

const rates = listOf(struct({ path: text, rate: bytes }));

const blkio = struct({
  weight: integer,
  weight_device: listOf(struct({ path: text, weight: integer })),
  device_read_bps: rates,
  device_read_iops: rates,
  device_write_bps: rates,
  device_write_iops: rates,
});

const dependency = struct({ condition: text, restart: flag, required: choice });

const healthcheckTest: Codec = (node) => {
  if (node.kind === 'sequence') return texts(node, { found: [] }, '');
  if (node.kind !== 'scalar' || node.value === null) return undefined;
  return ['CMD-SHELL', scalarText(node)];
};

const healthcheck = struct({
  test: healthcheckTest,
  timeout: duration,
  interval: duration,
  retries: count,
  start_period: duration,
  start_interval: duration,
  disable: flag,
});

const attachment = struct({
  aliases: texts,
  driver_opts: labels,
  gw_priority: integer,
  interface_name: text,
  ipv4_address: text,
  ipv6_address: text,
  link_local_ips: texts,
  mac_address: text,
  priority: integer,
});

const targetPort: Codec = (node, { found }, path) => {
  const value = node.kind === 'scalar' ? Number(node.value) : Number.NaN;
  if (Number.isInteger(value) && value >= 0 && value <= 4_294_967_295) return value === 0 ? undefined : value;
  if (node.kind === 'scalar')
    found.push(diagnose('compose/bad-number', { path, text: node.text }, node.span));
  return undefined;
};

const port = struct({
  name: text,
  mode: text,
  host_ip: text,
  target: targetPort,
  published: text,
  protocol: text,
  app_protocol: text,
});

const mount = struct({
  type: text,
  source: text,
  target: text,
  read_only: flag,
  consistency: text,
  bind: struct({ selinux: text, propagation: text, create_host_path: choice, recursive: text }),
  volume: struct({ labels, nocopy: flag, subpath: text }),
  tmpfs: struct({ size: bytes, mode: integer }),
  image: struct({ subpath: text }),
});

/** An empty list says nothing, and is left out. */
const providerOptions: Codec = (node, context, path) => {
  const printed = mapOf(texts)(node, context, path);
  if (!isJsonObject(printed)) return undefined;
  const said = Object.entries(printed).filter(([, value]) => value !== null);
  return said.length === 0 ? undefined : Object.assign(emptyObject<Json>(), Object.fromEntries(said));
};

const fields = {
  profiles: texts,
  annotations: labels,
  attach: choice,
  build,
  develop,
  blkio_config: blkio,
  cap_add: texts,
  cap_drop: texts,
  cgroup_parent: text,
  cgroup: text,
  cpu_count: integer,
  cpu_percent: number,
  cpu_period: integer,
  cpu_quota: integer,
  cpu_rt_period: integer,
  cpu_rt_runtime: integer,
  cpus: number,
  cpuset: text,
  cpu_shares: integer,
  command,
  configs: listOf(fileUse),
  container_name: text,
  credential_spec: struct({ config: text, file: text, registry: text }),
  depends_on: mapOf(dependency),
  deploy,
  device_cgroup_rules: texts,
  devices: listOf(struct({ source: text, target: text, permissions: text })),
  dns: filledTexts,
  dns_opt: texts,
  dns_search: texts,
  dockerfile: text,
  domainname: text,
  entrypoint: command,
  provider: struct({ type: text, options: providerOptions }),
  environment: variables,
  env_file: listOf(struct({ path: text, required: choice, format: text })),
  expose: texts,
  extends: struct({ file: text, service: text }),
  external_links: texts,
  extra_hosts: extraHosts,
  group_add: texts,
  gpus: listOf(deviceRequest),
  hostname: text,
  healthcheck,
  image: text,
  init: choice,
  ipc: text,
  isolation: text,
  labels,
  label_file: texts,
  links: texts,
  logging: struct({ driver: text, options: labels }),
  mem_limit: bytes,
  mem_reservation: bytes,
  memswap_limit: bytes,
  mem_swappiness: bytes,
  mac_address: text,
  models: mapOf(struct({ endpoint_var: text, model_var: text })),
  network_mode: text,
  networks: mapOf(attachment),
  oom_kill_disable: flag,
  oom_score_adj: integer,
  pid: text,
  pids_limit: integer,
  platform: text,
  ports: listOf(port),
  privileged: flag,
  pull_policy: text,
  read_only: flag,
  restart: text,
  runtime: text,
  scale: count,
  secrets: listOf(fileUse),
  security_opt: texts,
  shm_size: bytes,
  stdin_open: flag,
  stop_grace_period: duration,
  stop_signal: text,
  storage_opt: labels,
  sysctls: labels,
  tmpfs: texts,
  tty: flag,
  ulimits: mapOf(ulimit),
  use_api_socket: flag,
  user: text,
  userns_mode: text,
  uts: text,
  volume_driver: text,
  volumes: listOf(mount),
  volumes_from: texts,
  working_dir: text,
  pre_start: hooks,
  post_start: hooks,
  pre_stop: hooks,
};

/** One service, all its keys. */
export const service: Codec = struct(fields);

/** Its keys, in the order that `config` prints them. */
export const serviceKeys: readonly string[] = Object.keys(fields);

/** Values of keys that begin with `x-`. */
export const extension: Codec = anything;
