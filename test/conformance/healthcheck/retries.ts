import type { Attribute } from '../attribute.ts';

/** Failures after which the service is unhealthy. */
export const attribute: Attribute = {
  place: 'healthcheck',
  key: 'retries',
  forms: [
    ['3', 3],
    ['"5"', 5],
    ['0', 0],
    ['1.0', 1],
    ['1.5', 1],
  ],
  merged: [
    ['3', '5', 5],
    ['3', '!reset null', undefined],
    ['3', 'null', 3],
  ],
  templates: [
    ['${V}', { V: '3' }, 3],
    ['${V:-5}', {}, 5],
  ],
  refused: [
    ['[1]', 'compose/wrong-type key'],
    ['{a: 1}', 'compose/wrong-type key'],
    ['some', 'compose/bad-cast +0'],
    ['true', 'compose/wrong-type +0'],
    ['-1', 'compose/bad-value +0'],
  ],
};
