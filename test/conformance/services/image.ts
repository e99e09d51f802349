import type { Attribute } from '../attribute.ts';

/** The image of the containers. */
export const attribute: Attribute = {
  place: 'services',
  key: 'image',
  required: 'compose/no-image compose.yaml:2:3',
  forms: [
    ['busybox:1', 'busybox:1'],
    ['"example.org/a/b:c"', 'example.org/a/b:c'],
    [
      'busybox@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      'busybox@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    ],
    ['localhost:5000/x', 'localhost:5000/x'],
    ['Name', 'Name'],
  ],
  merged: [
    ['busybox:1', 'example.org/a/b:c', 'example.org/a/b:c'],
    ['busybox:1', 'null', 'busybox:1'],
    ['busybox:1', '!override "example.org/a/b:c"', 'example.org/a/b:c'],
  ],
  templates: [
    ['"${V}"', { V: 'busybox:1' }, 'busybox:1'],
    ['${V:-example.org/a/b:c}', {}, 'example.org/a/b:c'],
    ['"busybox:${TAG:-latest}"', {}, 'busybox:latest'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
    ['""', 'compose/no-image compose.yaml:2:3'],
  ],
};
