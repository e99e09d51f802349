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
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['ALL', 'compose/wrong-type +0'],
  ],
};
