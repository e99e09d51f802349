import type { Attribute } from '../attribute.ts';

/** How old the image may become. */
export const attribute: Attribute = {
  place: 'services',
  key: 'pull_refresh_after',
  forms: [
    ['24h', undefined],
    ['"1h"', undefined],
  ],
  merged: [
    ['24h', '1h', undefined],
    ['24h', 'null', undefined],
    ['24h', '!reset null', undefined],
    ['24h', '!override "1h"', undefined],
  ],
  templates: [
    ['"${V}"', { V: '24h' }, undefined],
    ['${V:-1h}', {}, undefined],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
