import type { Attribute } from '../attribute.ts';

/** How many containers the service has. */
export const attribute: Attribute = {
  place: 'deploy',
  key: 'replicas',
  forms: [
    ['2', 2],
    ['"3"', 3],
    ['0', 0],
  ],
  merged: [
    ['2', '3', 3],
    ['2', '!reset null', undefined],
    ['2', 'null', 2],
  ],
  templates: [
    ['${V}', { V: '2' }, 2],
    ['${V:-3}', {}, 3],
  ],
  refused: [
    ['[1]', 'compose/wrong-type key'],
    ['{a: 1}', 'compose/wrong-type key'],
    ['some', 'compose/bad-cast +0'],
    ['true', 'compose/wrong-type +0'],
    ['1.5', 'compose/wrong-type +0'],
    ['-1', 'compose/bad-value +0'],
  ],
};
