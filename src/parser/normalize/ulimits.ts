import { isNull } from '../tree-build.ts';
import { count, integer, struct } from './codec.ts';
import type { Codec } from './codec.ts';

const pair = struct({ soft: count, hard: count });

/** One resource limit: one number for both, or `soft` and `hard`; 0 is a pair of zeros. */
export const ulimit: Codec = (node, context, path) => {
  if (node.kind === 'mapping') return pair(node, context, path);
  return isNull(node) ? undefined : (integer(node, context, path) ?? { soft: 0, hard: 0 });
};
