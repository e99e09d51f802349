import type { Attribute } from '../attribute.ts';

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
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
