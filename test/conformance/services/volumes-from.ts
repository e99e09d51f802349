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
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['[[a]]', 'compose/wrong-type compose.yaml:4:21'],
    ['5', 'compose/wrong-type compose.yaml:4:19'],
    ['other', 'compose/wrong-type compose.yaml:4:19'],
    ['[nobody]', 'compose/undefined-reference compose.yaml:4:20'],
    ['[other, other]', 'compose/repeated-entry compose.yaml:4:27'],
  ],
};
