import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

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
  refused: notText,
};
