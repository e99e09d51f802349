import type { Attribute } from '../attribute.ts';

/** How willingly the container is killed without memory. */
export const attribute: Attribute = {
  place: 'services',
  key: 'oom_score_adj',
  forms: [
    ['-500', -500],
    ['"100"', 100],
  ],
  merged: [
    ['-500', '100', 100],
    ['-500', '!reset null', undefined],
    ['-500', 'null', -500],
  ],
  templates: [
    ['${V}', { V: '-500' }, -500],
    ['${V:-100}', {}, 100],
  ],
  refused: [
    ['[1]', 'compose/wrong-type key'],
    ['{a: 1}', 'compose/wrong-type key'],
    ['some', 'compose/bad-cast +0'],
    ['true', 'compose/wrong-type +0'],
    ['1001', 'compose/bad-value +0'],
    ['-1001', 'compose/bad-value +0'],
    ['1.5', 'compose/wrong-type +0'],
  ],
};
