import { command, filled, flag, listOf, struct, text, texts, variables } from './codec.ts';
import type { Codec } from './codec.ts';

const exec = filled(
  struct({ command, user: text, privileged: flag, working_dir: text, environment: variables }),
);

const watchFields = {
  path: text,
  action: text,
  target: text,
  exec,
  include: texts,
  ignore: texts,
  initial_sync: flag,
};

/** The keys of one entry of `watch`, in the order that `config` prints them. */
export const watchKeys: readonly string[] = Object.keys(watchFields);

/** `develop`. */
export const develop: Codec = struct({ watch: listOf(struct(watchFields)) });
