import type { Attribute } from '../attribute.ts';

/** The file with the content. */
export const attribute: Attribute = {
  place: 'secrets',
  key: 'file',
  required: 'compose/one-key-needed compose.yaml:3:5',
  forms: [
    ['./f', '/project/f'],
    ['"../g"', '/g'],
    ['/abs', '/abs'],
    ['~/h', '/home/user/h'],
  ],
  merged: [
    ['./f', '../g', '/g'],
    ['./f', 'null', '/project/f'],
    ['./f', '!override "../g"', '/g'],
  ],
  templates: [
    ['"${V}"', { V: './f' }, '/project/f'],
    ['${V:-../g}', {}, '/g'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type compose.yaml:3:5'],
    ['{a: b}', 'compose/wrong-type compose.yaml:3:5'],
    ['5', 'compose/wrong-type compose.yaml:3:11'],
  ],
};
