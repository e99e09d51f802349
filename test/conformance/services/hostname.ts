import type { Attribute } from '../attribute.ts';

/** The name of the host inside. */
export const attribute: Attribute = {
  place: 'services',
  key: 'hostname',
  forms: [
    ['one', 'one'],
    ['"two"', 'two'],
    ['a.b.example', 'a.b.example'],
  ],
  merged: [
    ['one', 'two', 'two'],
    ['one', 'null', 'one'],
    ['one', '!reset null', undefined],
    ['one', '!override "two"', 'two'],
  ],
  templates: [
    ['"${V}"', { V: 'one' }, 'one'],
    ['${V:-two}', {}, 'two'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
