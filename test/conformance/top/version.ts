import type { Attribute } from '../attribute.ts';

/** Says nothing any more. */
export const attribute: Attribute = {
  place: 'top',
  key: 'version',
  forms: [
    ['"3.8"', undefined],
    ['"2"', undefined],
    ['"1"', undefined],
  ],
  merged: [['"3"', '"2"', undefined]],
  templates: [['"${V}"', { V: '3' }, undefined]],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
