import { diagnose } from '../../diagnostics/diagnostic.ts';
import { scalarText } from '../scalar-text.ts';
import { isNull } from '../tree-build.ts';
import {
  bytes,
  count,
  duration,
  filled,
  integer,
  labels,
  listOf,
  number,
  someDuration,
  struct,
  text,
  texts,
} from './codec.ts';
import type { Codec } from './codec.ts';
import { singlePrecision } from './float32.ts';

const cpus: Codec = (node, { found }, path) => {
  if (node.kind !== 'scalar' || isNull(node)) return undefined;
  const written = scalarText(node);
  const value = written.trim() === '' ? Number.NaN : Number(written);
  if (!Number.isNaN(value)) return singlePrecision(value) || undefined;
  found.push(diagnose('compose/bad-number', { path, text: written }, node.span));
  return undefined;
};

const deviceCount: Codec = (node, { found }, path) => {
  if (node.kind !== 'scalar' || isNull(node)) return undefined;
  const written = scalarText(node);
  if (written.toLowerCase() === 'all') return -1;
  const value = Number(written);
  if (Number.isInteger(value)) return value === 0 ? undefined : value;
  found.push(diagnose('compose/bad-number', { path, text: written }, node.span));
  return undefined;
};

/** A request for devices (`gpus`, `deploy.resources.reservations.devices`). */
export const deviceRequest: Codec = struct({
  capabilities: texts,
  driver: text,
  count: deviceCount,
  device_ids: texts,
  options: labels,
});

const limits = struct({
  cpus,
  memory: bytes,
  pids: integer,
  devices: listOf(deviceRequest),
  generic_resources: listOf(struct({ discrete_resource_spec: struct({ kind: text, value: integer }) })),
});

const update = struct({
  parallelism: count,
  delay: someDuration,
  failure_action: text,
  monitor: someDuration,
  max_failure_ratio: number,
  order: text,
});

const placement = struct({
  constraints: texts,
  preferences: listOf(struct({ spread: text })),
  max_replicas_per_node: integer,
});

const fields = {
  mode: text,
  replicas: count,
  labels,
  update_config: update,
  rollback_config: update,
  resources: filled(struct({ limits, reservations: limits })),
  restart_policy: struct({ condition: text, delay: duration, max_attempts: count, window: duration }),
  placement: filled(placement),
  endpoint_mode: text,
};

/** `deploy`. */
export const deploy: Codec = struct(fields);

/** Its keys, in the order that `config` prints them. */
export const deployKeys: readonly string[] = Object.keys(fields);
