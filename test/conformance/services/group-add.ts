import type { Attribute } from '../attribute.ts';

/** More groups of the user, by name or number. */
export const attribute: Attribute = {
  place: 'services',
  key: 'group_add',
  forms: [
    ['[mail, "1"]', ['mail', '1']],
    ['[]', undefined],
    ['[1, mail]', ['1', 'mail']],
  ],
  merged: [
    ['[mail]', '["1"]', ['mail', '1']],
    ['[mail]', '!override ["1"]', ['1']],
    ['[mail]', '!reset []', undefined],
    ['[mail]', 'null', ['mail']],
  ],
  templates: [['["${V}"]', { V: 'mail' }, ['mail']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['mail', 'compose/wrong-type +0'],
    ['[a, a]', 'compose/repeated-entry +4'],
  ],
};
