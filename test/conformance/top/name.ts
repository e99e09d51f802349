import type { Attribute } from '../attribute.ts';

/** The name of the project; `-p` wins over it. */
export const attribute: Attribute = {
  place: 'top',
  key: 'name',
  absent: 'test',
  forms: [
    ['mine', 'test'],
    ['"a-b_c1"', 'test'],
  ],
  merged: [['a', 'b', 'test']],
  templates: [['"${V:-x}"', {}, 'test']],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['[a]', 'compose/wrong-type key'],
  ],
};
