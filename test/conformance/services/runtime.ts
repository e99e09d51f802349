import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The runtime of the container. */
export const attribute: Attribute = {
  place: 'services',
  key: 'runtime',
  forms: [
    ['runc', 'runc'],
    ['"crun"', 'crun'],
  ],
  merged: [
    ['runc', 'crun', 'crun'],
    ['runc', 'null', 'runc'],
    ['runc', '!reset null', undefined],
    ['runc', '!override "crun"', 'crun'],
  ],
  templates: [
    ['"${V}"', { V: 'runc' }, 'runc'],
    ['${V:-crun}', {}, 'crun'],
  ],
  refused: notText,
};
