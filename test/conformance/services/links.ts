import type { Attribute } from '../attribute.ts';

/** Services under other names; they come first. */
export const attribute: Attribute = {
  place: 'services',
  key: 'links',
  forms: [
    ['[other, "other:alias"]', ['other', 'other:alias']],
    ['[]', undefined],
  ],
  merged: [
    ['[other]', '["other:alias"]', ['other', 'other:alias']],
    ['[other, "other:alias"]', '[other]', ['other', 'other:alias']],
    ['[other]', '!override ["other:alias"]', ['other:alias']],
    ['[other]', '!reset []', undefined],
    ['[other]', 'null', ['other']],
  ],
  templates: [['["${V}"]', { V: 'other' }, ['other']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['nobody', 'compose/wrong-type +0'],
    ['[nobody]', 'compose/undefined-reference +1'],
  ],
};
