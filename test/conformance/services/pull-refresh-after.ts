import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

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
  refused: notText,
};
