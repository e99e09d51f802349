import { choice, filled, flag, labels, listOf, struct, text, texts, integer } from './codec.ts';
import type { Codec } from './codec.ts';

const pool = struct({ subnet: text, gateway: text, ip_range: text, aux_addresses: labels });

const networkFields = {
  name: text,
  driver: text,
  driver_opts: labels,
  ipam: filled(struct({ driver: text, config: listOf(pool), options: labels })),
  external: flag,
  internal: flag,
  attachable: flag,
  labels,
  enable_ipv4: choice,
  enable_ipv6: choice,
};

/** A network of the project. */
export const network: Codec = struct(networkFields);

/** Its keys, in the order that `config` prints them. */
export const networkKeys: readonly string[] = Object.keys(networkFields);

/** A volume of the project. */
export const volume: Codec = struct({
  name: text,
  driver: text,
  driver_opts: labels,
  external: flag,
  labels,
});

/** A model of the project. */
export const model: Codec = struct({ name: text, model: text, context_size: integer, runtime_flags: texts });
