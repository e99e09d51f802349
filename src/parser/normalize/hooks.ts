import { command, flag, listOf, struct, text, variables } from './codec.ts';
import type { Codec } from './codec.ts';

/** Commands run at a point of a container's life. */
export const hooks: Codec = listOf(
  struct({
    command,
    image: text,
    user: text,
    privileged: flag,
    working_dir: text,
    environment: variables,
    per_replica: flag,
  }),
);
