import type { Attribute } from '../attribute.ts';

/** Capabilities the container does not get. */
export const attribute: Attribute = {
  place: 'services',
  key: 'cap_drop',
  forms: [
    ['[ALL, MKNOD]', ['ALL', 'MKNOD']],
    ['[]', undefined],
  ],
  merged: [
    ['[ALL]', '[MKNOD]', ['ALL', 'MKNOD']],
    ['[ALL, MKNOD]', '[ALL]', ['ALL', 'MKNOD']],
    ['[ALL]', '!override [MKNOD]', ['MKNOD']],
    ['[ALL]', '!reset []', undefined],
    ['[ALL]', 'null', ['ALL']],
  ],
  templates: [['["${V}"]', { V: 'ALL' }, ['ALL']]],
  refused: [
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['[[a]]', 'compose/wrong-type compose.yaml:4:17'],
    ['5', 'compose/wrong-type compose.yaml:4:15'],
    ['ALL', 'compose/wrong-type compose.yaml:4:15'],
  ],
};
