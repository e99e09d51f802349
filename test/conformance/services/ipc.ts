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
    ['[a]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['5', 'compose/wrong-type compose.yaml:4:10'],
    ['service:nobody', 'compose/undefined-reference compose.yaml:4:10'],
  ],
};
