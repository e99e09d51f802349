import type { Attribute } from '../attribute.ts';

/** Mounts of another service or container. */
export const attribute: Attribute = {
  place: 'services',
  key: 'volumes_from',
  forms: [
    ['[other, "container:x:ro"]', ['other', 'container:x:ro']],
    ['[]', undefined],
    ['["other:ro"]', ['other:ro']],
    ['["other:rw"]', ['other:rw']],
  ],
  merged: [
    ['[other]', '["container:x:ro"]', ['other', 'container:x:ro']],
    ['[other]', '!override ["container:x:ro"]', ['container:x:ro']],
    ['[other]', '!reset []', undefined],
    ['[other]', 'null', ['other']],
  ],
  templates: [['["${V}"]', { V: 'other' }, ['other']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['other', 'compose/wrong-type +0'],
    ['[nobody]', 'compose/undefined-reference +1'],
    ['[other, other]', 'compose/repeated-entry +8'],
  ],
};
