import type { Attribute } from '../attribute.ts';

/** The driver of templates. */
export const attribute: Attribute = {
  place: 'secrets',
  key: 'template_driver',
  beside: ['file: ./f'],
  forms: [
    ['golang', 'golang'],
    ['"other"', 'other'],
  ],
  merged: [
    ['golang', 'other', 'other'],
    ['golang', 'null', 'golang'],
    ['golang', '!reset null', undefined],
    ['golang', '!override "other"', 'other'],
  ],
  templates: [
    ['"${V}"', { V: 'golang' }, 'golang'],
    ['${V:-other}', {}, 'other'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['5', 'compose/wrong-type compose.yaml:4:22'],
  ],
};
