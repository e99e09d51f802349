import type { Attribute } from '../attribute.ts';

/** The isolation of the build. */
export const attribute: Attribute = {
  place: 'build',
  key: 'isolation',
  forms: [
    ['chroot', 'chroot'],
    ['"oci"', 'oci'],
  ],
  merged: [
    ['chroot', 'oci', 'oci'],
    ['chroot', 'null', 'chroot'],
    ['chroot', '!reset null', undefined],
    ['chroot', '!override "oci"', 'oci'],
  ],
  templates: [
    ['"${V}"', { V: 'chroot' }, 'chroot'],
    ['${V:-oci}', {}, 'oci'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
