import type { Attribute } from '../attribute.ts';

/** Where the cache is put. */
export const attribute: Attribute = {
  place: 'build',
  key: 'cache_to',
  forms: [
    ['[a, "type=local,dest=b"]', ['a', 'type=local,dest=b']],
    ['[]', undefined],
  ],
  merged: [
    ['[a]', '["type=local,dest=b"]', ['a', 'type=local,dest=b']],
    ['[a, "type=local,dest=b"]', '[a]', ['a', 'type=local,dest=b', 'a']],
    ['[a]', '!override ["type=local,dest=b"]', ['type=local,dest=b']],
    ['[a]', '!reset []', undefined],
    ['[a]', 'null', ['a']],
  ],
  templates: [['["${V}"]', { V: 'a' }, ['a']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['a', 'compose/wrong-type +0'],
  ],
};
