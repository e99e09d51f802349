import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The namespace of the host name. */
export const attribute: Attribute = {
  place: 'services',
  key: 'uts',
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
  refused: notText,
};
