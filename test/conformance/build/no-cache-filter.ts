import type { Attribute } from '../attribute.ts';

/** Stages that are done again. */
export const attribute: Attribute = {
  place: 'build',
  key: 'no_cache_filter',
  forms: [],
  refused: [
    ['5', 'compose/wrong-type compose.yaml:5:24'],
    ['{a: b}', 'compose/wrong-type compose.yaml:5:7'],
  ],
  beyond: [
    ['a', ['a']],
    ['[a, b]', ['a', 'b']],
  ],
  beyondMerged: [['[a]', '[b]', ['a', 'b']]],
};
