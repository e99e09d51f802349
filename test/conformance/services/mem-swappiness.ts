import type { Attribute } from '../attribute.ts';

/** How willingly memory is swapped out. */
export const attribute: Attribute = {
  place: 'services',
  key: 'mem_swappiness',
  forms: [
    ['60', '60'],
    ['"10"', '10'],
    ['0', undefined],
  ],
  merged: [
    ['60', '10', '10'],
    ['60', '!reset null', undefined],
    ['60', 'null', '60'],
  ],
  templates: [
    ['${V}', { V: '60' }, '60'],
    ['${V:-10}', {}, '10'],
  ],
  refused: [
    ['[1]', 'compose/wrong-type key'],
    ['{a: 1}', 'compose/wrong-type key'],
    ['some', 'compose/bad-size +0'],
    ['true', 'compose/wrong-type +0'],
  ],
};
