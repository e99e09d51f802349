import type { Attribute } from '../attribute.ts';

/** The IPC namespace. */
export const attribute: Attribute = {
  place: 'services',
  key: 'ipc',
  forms: [
    ['host', 'host'],
    ['"shareable"', 'shareable'],
    ['service:other', 'service:other'],
    ['container:x', 'container:x'],
    ['private', 'private'],
    ['none', 'none'],
  ],
  merged: [
    ['host', 'shareable', 'shareable'],
    ['host', 'null', 'host'],
    ['host', '!reset null', undefined],
    ['host', '!override "shareable"', 'shareable'],
  ],
  templates: [
    ['"${V}"', { V: 'host' }, 'host'],
    ['${V:-shareable}', {}, 'shareable'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
    ['service:nobody', 'compose/undefined-reference +0'],
  ],
};
