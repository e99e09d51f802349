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
    ['[a]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['5', 'compose/wrong-type compose.yaml:4:10'],
    ['service:nobody', 'compose/undefined-reference compose.yaml:4:10'],
  ],
  beyond: [['null', undefined]],
};
