import type { Attribute } from '../attribute.ts';

/** When the image is fetched. */
export const attribute: Attribute = {
  place: 'services',
  key: 'pull_policy',
  forms: [
    ['always', 'always'],
    ['"never"', 'never'],
    ['if_not_present', 'missing'],
    ['missing', 'missing'],
    ['build', 'build'],
    ['daily', 'daily'],
    ['weekly', 'weekly'],
    ['every_1h', 'every_1h'],
    ['every_2h30m', 'every_2h30m'],
    ['refresh', 'refresh'],
  ],
  merged: [
    ['always', 'never', 'never'],
    ['always', 'null', 'always'],
    ['always', '!reset null', undefined],
    ['always', '!override "never"', 'never'],
  ],
  templates: [
    ['"${V}"', { V: 'always' }, 'always'],
    ['${V:-never}', {}, 'never'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
    ['often', 'compose/bad-value +0'],
    ['every_x', 'compose/bad-value +0'],
  ],
};
