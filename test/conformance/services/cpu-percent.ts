import type { Attribute } from '../attribute.ts';

/** Share of the processors, on Windows. */
export const attribute: Attribute = {
  place: 'services',
  key: 'cpu_percent',
  forms: [
    ['50', 50],
    ['"33"', 33],
  ],
  merged: [
    ['50', '33', 33],
    ['50', '!reset null', undefined],
    ['50', 'null', 50],
  ],
  templates: [
    ['${V}', { V: '50' }, 50],
    ['${V:-33}', {}, 33],
  ],
  refused: [
    ['[1]', 'compose/wrong-type key'],
    ['{a: 1}', 'compose/wrong-type key'],
    ['some', 'compose/bad-cast +0'],
    ['true', 'compose/wrong-type +0'],
    ['101', 'compose/bad-value +0'],
    ['-1', 'compose/bad-value +0'],
    ['33.5', 'compose/wrong-type +0'],
  ],
};
