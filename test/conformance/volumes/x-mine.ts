import type { Attribute } from '../attribute.ts';

/** Extensions are kept as they are. */
export const attribute: Attribute = {
  place: 'volumes',
  key: 'x-mine',
  forms: [
    ['text', 'text'],
    ['{a: [1]}', { a: [1] }],
  ],
  merged: [['a', 'b', 'b']],
  templates: [['"${V}"', { V: 'x' }, 'x']],
};
