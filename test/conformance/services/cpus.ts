import type { Attribute } from '../attribute.ts';

/** How many processors the container may use. */
export const attribute: Attribute = {
  place: 'services',
  key: 'cpus',
  forms: [
    ['0.5', 0.5],
    ['"2"', 2],
    ['1.5', 1.5],
    ['0', undefined],
    ['-1', -1],
  ],
  merged: [
    ['0.5', '2', 2],
    ['0.5', '!reset null', undefined],
    ['0.5', 'null', 0.5],
  ],
  templates: [
    ['${V}', { V: '0.5' }, 0.5],
    ['${V:-2}', {}, 2],
  ],
  refused: [
    ['[1]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: 1}', 'compose/wrong-type compose.yaml:4:5'],
    ['some', 'compose/bad-cast compose.yaml:4:11'],
    ['true', 'compose/wrong-type compose.yaml:4:11'],
  ],
};
