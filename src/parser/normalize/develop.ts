import { command, flag, listOf, struct, text, texts, variables } from './codec.ts';
import type { Codec } from './codec.ts';

const exec = struct({ command, user: text, privileged: flag, working_dir: text, environment: variables });

const watch = struct({
  path: text,
  action: text,
  target: text,
  exec,
  include: texts,
  ignore: texts,
  initial_sync: flag,
});

/** `develop`. */
export const develop: Codec = struct({ watch: listOf(watch) });
