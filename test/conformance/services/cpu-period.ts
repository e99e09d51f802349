import type { Attribute } from '../attribute.ts';

/** Period of the processor quota in microseconds. */
export const attribute: Attribute = {
  place: 'services',
  key: 'cpu_period',
  forms: [
    ['100000', 100000],
    ['"50000"', 50000],
    ['1.5', 1],
  ],
  merged: [
    ['100000', '50000', 50000],
    ['100000', '!reset null', undefined],
    ['100000', 'null', 100000],
  ],
  templates: [
    ['${V}', { V: '100000' }, 100000],
    ['${V:-5}', {}, 5],
  ],
  refused: [
    ['[1]', 'compose/wrong-type key'],
    ['{a: 1}', 'compose/wrong-type key'],
    ['some', 'compose/bad-cast +0'],
    ['true', 'compose/wrong-type +0'],
    ['50ms', 'compose/bad-cast +0'],
  ],
};
