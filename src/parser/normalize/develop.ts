import { isJsonObject } from '../../lib/json.ts';
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

/** `develop`; every rule prints an `exec`, empty where it runs nothing. */
export const develop: Codec = struct({
  watch: listOf((node, context, path) => {
    const printed = watch(node, context, path);
    return isJsonObject(printed) ? { ...printed, exec: printed['exec'] ?? {} } : undefined;
  }),
});
