import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

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
  refused: notText,
};
