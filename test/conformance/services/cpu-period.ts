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
    ['[1]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: 1}', 'compose/wrong-type compose.yaml:4:5'],
    ['some', 'compose/bad-cast compose.yaml:4:17'],
    ['true', 'compose/wrong-type compose.yaml:4:17'],
    ['50ms', 'compose/bad-cast compose.yaml:4:17'],
  ],
};
