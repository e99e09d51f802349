import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** Which processors the container may use. */
export const attribute: Attribute = {
  place: 'services',
  key: 'cpuset',
  forms: [
    ['0-3', '0-3'],
    ['"1"', '1'],
  ],
  merged: [
    ['0-3', 'null', '0-3'],
    ['0-3', '!reset null', undefined],
    ['0-3', '!override "1"', '1'],
  ],
  templates: [
    ['"${V}"', { V: '0-3' }, '0-3'],
    ['${V:-1}', {}, '1'],
  ],
  refused: notText,
};
