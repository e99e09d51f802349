import type { Attribute } from '../attribute.ts';

/** Rules for devices by kind and number. */
export const attribute: Attribute = {
  place: 'services',
  key: 'device_cgroup_rules',
  forms: [
    ['["c 1:3 mr", "a 7:* rmw"]', ['c 1:3 mr', 'a 7:* rmw']],
    ['[]', undefined],
  ],
  merged: [
    ['["c 1:3 mr"]', '["a 7:* rmw"]', ['c 1:3 mr', 'a 7:* rmw']],
    ['["c 1:3 mr"]', '!override ["a 7:* rmw"]', ['a 7:* rmw']],
    ['["c 1:3 mr"]', '!reset []', undefined],
    ['["c 1:3 mr"]', 'null', ['c 1:3 mr']],
  ],
  templates: [['["${V}"]', { V: 'c 1:3 mr' }, ['c 1:3 mr']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['a', 'compose/wrong-type +0'],
    ['[a, a]', 'compose/repeated-entry +4'],
  ],
};
