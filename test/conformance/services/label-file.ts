import type { Attribute } from '../attribute.ts';

/** Files with labels: one, or a list; they become labels. */
export const attribute: Attribute = {
  place: 'services',
  key: 'label_file',
  files: { 'a.labels': 'a=1\nb=two\n', 'b.labels': 'b=3\n' },
  shown: ['services', 'web', 'labels'],
  forms: [
    ['a.labels', { a: '1', b: 'two' }],
    ['[a.labels, b.labels]', { a: '1', b: '3' }],
    ['[]', undefined],
  ],
  merged: [
    ['a.labels', 'b.labels', { a: '1', b: '3' }],
    ['a.labels', '!override b.labels', { b: '3' }],
    ['a.labels', '!reset null', undefined],
  ],
  templates: [['"${V}.labels"', { V: 'a' }, { a: '1', b: 'two' }]],
  refused: [
    ['none.labels', 'compose/env-file-not-found +0'],
    ['5', 'compose/wrong-type +0'],
    ['{a: b}', 'compose/wrong-type key'],
    ['[5]', 'compose/wrong-type +1'],
  ],
};
