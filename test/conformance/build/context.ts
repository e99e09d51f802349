import type { Attribute } from '../attribute.ts';

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
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
