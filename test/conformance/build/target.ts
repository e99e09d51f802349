import type { Attribute } from '../attribute.ts';

/** The stage of the build file. */
export const attribute: Attribute = {
  place: 'build',
  key: 'target',
  forms: [
    ['dev', 'dev'],
    ['"prod"', 'prod'],
  ],
  merged: [
    ['dev', 'prod', 'prod'],
    ['dev', 'null', 'dev'],
    ['dev', '!reset null', undefined],
    ['dev', '!override "prod"', 'prod'],
  ],
  templates: [
    ['"${V}"', { V: 'dev' }, 'dev'],
    ['${V:-prod}', {}, 'prod'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
