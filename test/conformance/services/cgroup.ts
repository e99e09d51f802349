import type { Attribute } from '../attribute.ts';

/** The cgroup namespace. */
export const attribute: Attribute = {
  place: 'services',
  key: 'cgroup',
  forms: [
    ['host', 'host'],
    ['"private"', 'private'],
  ],
  merged: [
    ['host', 'private', 'private'],
    ['host', 'null', 'host'],
    ['host', '!reset null', undefined],
    ['host', '!override "private"', 'private'],
  ],
  templates: [
    ['"${V}"', { V: 'host' }, 'host'],
    ['${V:-private}', {}, 'private'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['other', 'compose/bad-value +0'],
    ['5', 'compose/wrong-type +0'],
  ],
};
