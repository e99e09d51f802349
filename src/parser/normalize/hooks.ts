import { command, flag, listOf, struct, text, variables } from './codec.ts';
import type { Codec } from './codec.ts';

const fields = {
  command,
  image: text,
  user: text,
  privileged: flag,
  working_dir: text,
  environment: variables,
  per_replica: flag,
};

/** The keys of a hook, in the order that `config` prints them. */
export const hookKeys: readonly string[] = Object.keys(fields);

/** Commands run at a point of a container's life. */
export const hooks: Codec = listOf(struct(fields));
