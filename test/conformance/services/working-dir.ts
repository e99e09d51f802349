import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The folder the process starts in. */
export const attribute: Attribute = {
  place: 'services',
  key: 'working_dir',
  forms: [
    ['/a', '/a'],
    ['"/b"', '/b'],
  ],
  merged: [
    ['/a', '/b', '/b'],
    ['/a', 'null', '/a'],
    ['/a', '!reset null', undefined],
    ['/a', '!override "/b"', '/b'],
  ],
  templates: [
    ['"${V}"', { V: '/a' }, '/a'],
    ['${V:-/b}', {}, '/b'],
  ],
  refused: notText,
};
