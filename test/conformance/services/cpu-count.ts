import type { Attribute } from '../attribute.ts';

/** Processors, on Windows. */
export const attribute: Attribute = {
  place: 'services',
  key: 'cpu_count',
  forms: [
    ['2', 2],
    ['"3"', 3],
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
    ['[1]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: 1}', 'compose/wrong-type compose.yaml:4:5'],
    ['some', 'compose/bad-cast compose.yaml:4:16'],
    ['true', 'compose/wrong-type compose.yaml:4:16'],
    ['-1', 'compose/bad-value compose.yaml:4:16'],
    ['1.5', 'compose/wrong-type compose.yaml:4:16'],
  ],
};
