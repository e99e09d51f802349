import type { Attribute } from '../attribute.ts';

/** The process namespace. */
export const attribute: Attribute = {
  place: 'services',
  key: 'pid',
  forms: [
    ['host', 'host'],
    ['"private"', 'private'],
    ['service:other', 'service:other'],
    ['container:x', 'container:x'],
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
    ['5', 'compose/wrong-type +0'],
    ['service:nobody', 'compose/undefined-reference +0'],
  ],
  beyond: [['null', undefined]],
};
