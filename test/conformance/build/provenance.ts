import type { Attribute } from '../attribute.ts';

/** Whether it is recorded how the image was made. */
export const attribute: Attribute = {
  place: 'build',
  key: 'provenance',
  forms: [
    ['true', 'true'],
    ['false', 'false'],
    ['"mode=max"', 'mode=max'],
    ['"true"', 'true'],
  ],
  merged: [
    ['true', 'false', 'false'],
    ['true', '!reset null', undefined],
  ],
  templates: [['"${V}"', { V: 'mode=max' }, 'mode=max']],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
  ],
};
