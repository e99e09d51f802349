import type { Attribute } from '../attribute.ts';

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
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
