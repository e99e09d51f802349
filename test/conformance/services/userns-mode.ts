import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The user namespace. */
export const attribute: Attribute = {
  place: 'services',
  key: 'userns_mode',
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
  beyond: [
    ['keep-id', 'keep-id'],
    ['"keep-id:uid=5,gid=6"', 'keep-id:uid=5,gid=6'],
    ['auto', 'auto'],
    ['"auto:size=4096"', 'auto:size=4096'],
    ['nomap', 'nomap'],
    ['private', 'private'],
    ['ns:/run/x', 'ns:/run/x'],
  ],
};
