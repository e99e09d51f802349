import type { Attribute } from '../attribute.ts';

/** Extensions are kept as they are. */
export const attribute: Attribute = {
  place: 'networks',
  key: 'x-mine',
  forms: [
    ['text', 'text'],
    ['{a: [1]}', { a: [1] }],
  ],
  merged: [
    ['a', 'b', 'b'],
    ['{a: 1}', '{b: 2}', { a: 1, b: 2 }],
  ],
  templates: [['"${V}"', { V: 'x' }, 'x']],
};
