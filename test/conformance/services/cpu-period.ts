import type { Attribute } from '../attribute.ts';
import { microseconds } from '../kinds.ts';

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
  refused: microseconds.refused,
};
