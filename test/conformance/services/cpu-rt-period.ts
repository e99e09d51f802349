import type { Attribute } from '../attribute.ts';

/** Period of the real-time quota. */
export const attribute: Attribute = {
  place: 'services',
  key: 'cpu_rt_period',
  forms: [
    ['25000', 25000],
    ['"25000"', 25000],
    ['1.5', 1],
  ],
  merged: [
    ['1000', '2000', 2000],
    ['1000', '!reset null', undefined],
    ['1000', 'null', 1000],
  ],
  templates: [
    ['${V}', { V: '1000' }, 1000],
    ['${V:-5}', {}, 5],
  ],
  refused: [
    ['[1]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: 1}', 'compose/wrong-type compose.yaml:4:5'],
    ['some', 'compose/bad-cast compose.yaml:4:20'],
    ['true', 'compose/wrong-type compose.yaml:4:20'],
    ['50ms', 'compose/bad-cast compose.yaml:4:20'],
  ],
};
