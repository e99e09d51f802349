import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

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
  refused: notText,
};
