import type { Attribute } from '../attribute.ts';

/** Whether others made it: it is used by its name, and left. */
export const attribute: Attribute = {
  place: 'secrets',
  key: 'external',
  required: 'compose/one-key-needed compose.yaml:3:5',
  forms: [
    ['true', true],
    ['{name: own}', true],
    ['"true"', true],
    ['{nme: a}', true],
  ],
  merged: [['true', 'null', true]],
  templates: [['${V}', { V: 'true' }, true]],
  refused: [
    ['[a]', 'compose/wrong-type compose.yaml:3:5'],
    ['maybe', 'compose/bad-cast compose.yaml:3:15'],
    ['5', 'compose/wrong-type compose.yaml:3:15'],
  ],
};
