import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The build file. */
export const attribute: Attribute = {
  place: 'build',
  key: 'dockerfile',
  absent: 'Dockerfile',
  forms: [
    ['a.Dockerfile', 'a.Dockerfile'],
    ['"../b"', '../b'],
    ['/abs/Dockerfile', '/abs/Dockerfile'],
  ],
  merged: [
    ['a.Dockerfile', '../b', '../b'],
    ['a.Dockerfile', 'null', 'a.Dockerfile'],
    ['a.Dockerfile', '!reset null', 'Dockerfile'],
    ['a.Dockerfile', '!override "../b"', '../b'],
  ],
  templates: [
    ['"${V}"', { V: 'a.Dockerfile' }, 'a.Dockerfile'],
    ['${V:-../b}', {}, '../b'],
  ],
  refused: notText,
};
