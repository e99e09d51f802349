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
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['[[a]]', 'compose/wrong-type compose.yaml:4:21'],
    ['5', 'compose/wrong-type compose.yaml:4:19'],
    ['a', 'compose/wrong-type compose.yaml:4:19'],
    ['[a, a]', 'compose/repeated-entry compose.yaml:4:23'],
  ],
};
