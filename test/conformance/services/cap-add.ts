import type { Attribute } from '../attribute.ts';

/** Capabilities the container gets. */
export const attribute: Attribute = {
  place: 'services',
  key: 'cap_add',
  forms: [
    ['[NET_ADMIN, SYS_TIME]', ['NET_ADMIN', 'SYS_TIME']],
    ['[]', undefined],
  ],
  merged: [
    ['[NET_ADMIN]', '[SYS_TIME]', ['NET_ADMIN', 'SYS_TIME']],
    ['[NET_ADMIN, SYS_TIME]', '[NET_ADMIN]', ['NET_ADMIN', 'SYS_TIME']],
    ['[NET_ADMIN]', '!override [SYS_TIME]', ['SYS_TIME']],
    ['[NET_ADMIN]', '!reset []', undefined],
    ['[NET_ADMIN]', 'null', ['NET_ADMIN']],
  ],
  templates: [['["${V}"]', { V: 'NET_ADMIN' }, ['NET_ADMIN']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['NET_ADMIN', 'compose/wrong-type +0'],
  ],
};
