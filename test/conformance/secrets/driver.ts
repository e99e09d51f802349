import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** Another store of secrets. */
export const attribute: Attribute = {
  place: 'secrets',
  key: 'driver',
  beside: ['file: ./f'],
  forms: [
    ['a', 'a'],
    ['"b"', 'b'],
  ],
  merged: [
    ['a', 'b', 'b'],
    ['a', 'null', 'a'],
    ['a', '!reset null', undefined],
    ['a', '!override "b"', 'b'],
  ],
  templates: [
    ['"${V}"', { V: 'a' }, 'a'],
    ['${V:-b}', {}, 'b'],
  ],
  refused: notText,
};
