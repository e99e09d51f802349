import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The folder with what the build reads. */
export const attribute: Attribute = {
  place: 'build',
  key: 'context',
  absent: '/project',
  forms: [
    ['.', '/project'],
    ['"./dir"', '/project/dir'],
    ['https://example.org/x.git', 'https://example.org/x.git'],
    ['~/x', '/home/user/x'],
    ['/abs', '/abs'],
  ],
  merged: [
    ['.', './dir', '/project/dir'],
    ['.', 'null', '/project'],
    ['.', '!reset null', '/project'],
    ['.', '!override "./dir"', '/project/dir'],
  ],
  templates: [
    ['"${V}"', { V: '.' }, '/project'],
    ['${V:-./dir}', {}, '/project/dir'],
  ],
  refused: notText,
};
