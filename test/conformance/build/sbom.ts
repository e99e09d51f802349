import type { Attribute } from '../attribute.ts';

/** Whether it is recorded what is in the image. */
export const attribute: Attribute = {
  place: 'build',
  key: 'sbom',
  forms: [
    ['true', 'true'],
    ['false', 'false'],
    ['"generator=x"', 'generator=x'],
  ],
  merged: [
    ['true', 'false', 'false'],
    ['true', '!reset null', undefined],
  ],
  templates: [['"${V}"', { V: 'true' }, 'true']],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
  ],
};
