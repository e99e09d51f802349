import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The driver. */
export const attribute: Attribute = {
  place: 'volumes',
  key: 'driver',
  forms: [
    ['local', 'local'],
    ['"nfs"', 'nfs'],
  ],
  merged: [
    ['local', 'nfs', 'nfs'],
    ['local', 'null', 'local'],
    ['local', '!reset null', undefined],
    ['local', '!override "nfs"', 'nfs'],
  ],
  templates: [
    ['"${V}"', { V: 'local' }, 'local'],
    ['${V:-nfs}', {}, 'nfs'],
  ],
  refused: notText,
};
