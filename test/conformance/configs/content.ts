import type { Attribute } from '../attribute.ts';

/** The content itself. */
export const attribute: Attribute = {
  place: 'configs',
  key: 'content',
  required: 'compose/one-key-needed compose.yaml:3:5',
  forms: [
    ['text', 'text'],
    ['"a\\nb\\n"', 'a\nb\n'],
    ['"a$$b"', 'a$b'],
  ],
  merged: [
    ['a', 'b', 'b'],
    ['a', '!override b', 'b'],
  ],
  templates: [
    ['"x${V}"', { V: 'y' }, 'xy'],
    ['"${V:-d}"', {}, 'd'],
  ],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['[a]', 'compose/wrong-type key'],
  ],
};
