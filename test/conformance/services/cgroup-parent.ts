import type { Attribute } from '../attribute.ts';

/** The cgroup above the container’s. */
export const attribute: Attribute = {
  place: 'services',
  key: 'cgroup_parent',
  forms: [
    ['/m', '/m'],
    ['"/n"', '/n'],
  ],
  merged: [
    ['/m', '/n', '/n'],
    ['/m', 'null', '/m'],
    ['/m', '!reset null', undefined],
    ['/m', '!override "/n"', '/n'],
  ],
  templates: [
    ['"${V}"', { V: '/m' }, '/m'],
    ['${V:-/n}', {}, '/n'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
