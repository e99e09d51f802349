import type { Attribute } from '../attribute.ts';

/** Extensions are kept as they are. */
export const attribute: Attribute = {
  place: 'configs',
  key: 'x-mine',
  beside: ['file: ./f'],
  forms: [
    ['text', 'text'],
    ['{a: [1]}', { a: [1] }],
  ],
  merged: [['a', 'b', 'b']],
  templates: [['"${V}"', { V: 'x' }, 'x']],
};
