import type { Attribute } from '../attribute.ts';

/** Extensions are kept as they are. */
export const attribute: Attribute = {
  place: 'top',
  key: 'x-mine',
  forms: [
    ['text', 'text'],
    ['5', 5],
    ['{deep: [1, {a: null}]}', { deep: [1, { a: null }] }],
    ['null', null],
  ],
  merged: [
    ['a', 'b', 'b'],
    ['{a: 1}', '{b: 2}', { a: 1, b: 2 }],
    ['[a]', '[b]', ['a', 'b']],
    ['a', '!reset null', undefined],
  ],
  templates: [['"${V}"', { V: 'x' }, 'x']],
};
