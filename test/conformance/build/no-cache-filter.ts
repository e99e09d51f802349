import type { Attribute } from '../attribute.ts';

/** Stages that are done again. */
export const attribute: Attribute = {
  place: 'build',
  key: 'no_cache_filter',
  forms: [],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['{a: b}', 'compose/wrong-type key'],
  ],
  beyond: [
    ['a', ['a']],
    ['[a, b]', ['a', 'b']],
  ],
  beyondMerged: [['[a]', '[b]', ['a', 'b']]],
};
