import type { Attribute } from '../attribute.ts';

/** The name on the engine. */
export const attribute: Attribute = {
  place: 'configs',
  key: 'name',
  beside: ['file: ./f'],
  absent: 'test_conf',
  forms: [
    ['own', 'own'],
    ['"other-name"', 'other-name'],
  ],
  merged: [
    ['own', 'other-name', 'other-name'],
    ['own', 'null', 'own'],
    ['own', '!reset null', 'test_conf'],
    ['own', '!override "other-name"', 'other-name'],
  ],
  templates: [
    ['"${V}"', { V: 'own' }, 'own'],
    ['${V:-other-name}', {}, 'other-name'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
