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
    ['[1]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: 1}', 'compose/wrong-type compose.yaml:4:5'],
    ['some', 'compose/bad-cast compose.yaml:4:18'],
    ['true', 'compose/wrong-type compose.yaml:4:18'],
    ['101', 'compose/bad-value compose.yaml:4:18'],
    ['-1', 'compose/bad-value compose.yaml:4:18'],
    ['33.5', 'compose/wrong-type compose.yaml:4:18'],
  ],
};
