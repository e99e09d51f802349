import type { Attribute } from '../attribute.ts';

/** Options of security modules. */
export const attribute: Attribute = {
  place: 'services',
  key: 'security_opt',
  forms: [
    ['["label=disable", "seccomp:unconfined"]', ['label=disable', 'seccomp:unconfined']],
    ['[]', undefined],
  ],
  merged: [
    ['["label=disable"]', '["seccomp:unconfined"]', ['label=disable', 'seccomp:unconfined']],
    ['["label=disable"]', '!override ["seccomp:unconfined"]', ['seccomp:unconfined']],
    ['["label=disable"]', '!reset []', undefined],
    ['["label=disable"]', 'null', ['label=disable']],
  ],
  templates: [['["${V}"]', { V: 'label=disable' }, ['label=disable']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['a', 'compose/wrong-type +0'],
    ['[a, a]', 'compose/repeated-entry +4'],
  ],
};
