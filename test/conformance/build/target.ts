import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

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
  refused: notText,
};
