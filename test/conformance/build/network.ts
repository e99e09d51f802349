import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The network of `RUN` instructions. */
export const attribute: Attribute = {
  place: 'build',
  key: 'network',
  forms: [
    ['host', 'host'],
    ['"none"', 'none'],
  ],
  merged: [
    ['host', 'none', 'none'],
    ['host', 'null', 'host'],
    ['host', '!reset null', undefined],
    ['host', '!override "none"', 'none'],
  ],
  templates: [
    ['"${V}"', { V: 'host' }, 'host'],
    ['${V:-none}', {}, 'none'],
  ],
  refused: notText,
};
