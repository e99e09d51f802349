import type { Attribute } from '../attribute.ts';

/** How many processors the container may use. */
export const attribute: Attribute = {
  place: 'services',
  key: 'cpus',
  forms: [
    ['0.5', 0.5],
    ['"2"', 2],
    ['1.5', 1.5],
    ['0', undefined],
    ['-1', -1],
  ],
  merged: [
    ['0.5', '2', 2],
    ['0.5', '!reset null', undefined],
    ['0.5', 'null', 0.5],
  ],
  templates: [
    ['${V}', { V: '0.5' }, 0.5],
    ['${V:-2}', {}, 2],
  ],
  refused: [
    ['[1]', 'compose/wrong-type key'],
    ['{a: 1}', 'compose/wrong-type key'],
    ['some', 'compose/bad-cast +0'],
    ['true', 'compose/wrong-type +0'],
  ],
};
