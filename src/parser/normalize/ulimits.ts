import { isNull } from '../tree-build.ts';
import { integer, struct } from './codec.ts';
import type { Codec } from './codec.ts';

const pair = struct({ hard: integer, soft: integer });

/** One resource limit: one number for both, or `soft` and `hard`. */
export const ulimit: Codec = (node, context, path) => {
  if (node.kind === 'mapping') return pair(node, context, path);
  return isNull(node) ? undefined : (integer(node, context, path) ?? {});
};
