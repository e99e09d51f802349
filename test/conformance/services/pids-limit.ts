import type { Attribute } from '../attribute.ts';

/** How many processes the container may have. */
export const attribute: Attribute = {
  place: 'services',
  key: 'pids_limit',
  forms: [
    ['100', 100],
    ['"-1"', -1],
    ['1.5', 1],
  ],
  merged: [
    ['100', '-1', -1],
    ['100', '!reset null', undefined],
    ['100', 'null', 100],
  ],
  templates: [
    ['${V}', { V: '100' }, 100],
    ['${V:--1}', {}, -1],
  ],
  refused: [
    ['[1]', 'compose/wrong-type key'],
    ['{a: 1}', 'compose/wrong-type key'],
    ['some', 'compose/bad-cast +0'],
    ['true', 'compose/wrong-type +0'],
  ],
};
