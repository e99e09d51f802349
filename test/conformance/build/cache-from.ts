import type { Attribute } from '../attribute.ts';

/** Images whose layers are used again. */
export const attribute: Attribute = {
  place: 'build',
  key: 'cache_from',
  forms: [
    ['[a, "type=local,src=b"]', ['a', 'type=local,src=b']],
    ['[]', undefined],
  ],
  merged: [
    ['[a]', '["type=local,src=b"]', ['a', 'type=local,src=b']],
    ['[a, "type=local,src=b"]', '[a]', ['a', 'type=local,src=b', 'a']],
    ['[a]', '!override ["type=local,src=b"]', ['type=local,src=b']],
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
