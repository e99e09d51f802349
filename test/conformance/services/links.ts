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
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['[[a]]', 'compose/wrong-type compose.yaml:4:14'],
    ['5', 'compose/wrong-type compose.yaml:4:12'],
    ['nobody', 'compose/wrong-type compose.yaml:4:12'],
    ['[nobody]', 'compose/undefined-reference compose.yaml:4:13'],
  ],
};
