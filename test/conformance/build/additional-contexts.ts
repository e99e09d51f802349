import type { Attribute } from '../attribute.ts';

/** More named sources: a list of `name=source` or a mapping. */
export const attribute: Attribute = {
  place: 'build',
  key: 'additional_contexts',
  forms: [
    ['[a=./a, b=docker-image://x]', { a: '/project/a', b: 'docker-image://x' }],
    [
      '{a: ./a, b: https://example.org/x.git, c: /abs}',
      { a: '/project/a', b: 'https://example.org/x.git', c: '/abs' },
    ],
    ['{}', undefined],
    ['{a: docker-image://x}', { a: 'docker-image://x' }],
  ],
  merged: [
    ['[a=./a]', '{b: ./b}', { a: '/project/a', b: '/project/b' }],
    ['{a: ./a}', '{a: ./b}', { a: '/project/b' }],
    ['{a: ./a}', '!override {b: ./b}', { b: '/project/b' }],
    ['{a: ./a}', '!reset null', undefined],
  ],
  templates: [
    ['{a: "${V}"}', { V: './x' }, { a: '/project/x' }],
    ['["a=${V:-./y}"]', {}, { a: '/project/y' }],
  ],
  refused: [
    ['a', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
    ['{a: [b]}', 'compose/wrong-type +1'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['{a: "service:nobody"}', 'compose/undefined-reference +4'],
  ],
};
