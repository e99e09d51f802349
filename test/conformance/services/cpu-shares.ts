import type { Attribute } from '../attribute.ts';

/** Share of the processors beside other containers. */
export const attribute: Attribute = {
  place: 'services',
  key: 'cpu_shares',
  forms: [
    ['512', 512],
    ['"2"', 2],
    ['1.5', 1],
  ],
  merged: [
    ['512', '2', 2],
    ['512', '!reset null', undefined],
    ['512', 'null', 512],
  ],
  templates: [
    ['${V}', { V: '512' }, 512],
    ['${V:-2}', {}, 2],
  ],
  refused: [
    ['[1]', 'compose/wrong-type key'],
    ['{a: 1}', 'compose/wrong-type key'],
    ['some', 'compose/bad-cast +0'],
    ['true', 'compose/wrong-type +0'],
  ],
};
