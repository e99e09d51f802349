import type { Attribute } from '../attribute.ts';

/** The variable with the content. */
export const attribute: Attribute = {
  place: 'secrets',
  key: 'environment',
  required: 'compose/one-key-needed compose.yaml:3:5',
  forms: [
    ['A', 'A'],
    ['"B"', 'B'],
  ],
  merged: [
    ['A', 'B', 'B'],
    ['A', 'null', 'A'],
    ['A', '!override "B"', 'B'],
  ],
  templates: [
    ['"${V}"', { V: 'A' }, 'A'],
    ['${V:-B}', {}, 'B'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type compose.yaml:3:5'],
    ['{a: b}', 'compose/wrong-type compose.yaml:3:5'],
    ['5', 'compose/wrong-type compose.yaml:3:18'],
  ],
};
