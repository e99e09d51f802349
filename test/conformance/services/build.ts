import type { Attribute } from '../attribute.ts';

/** How the image is built: a folder, or a mapping; its members have files of their own. */
export const attribute: Attribute = {
  place: 'services',
  key: 'build',
  forms: [
    ['.', { context: '/project', dockerfile: 'Dockerfile' }],
    ['./dir', { context: '/project/dir', dockerfile: 'Dockerfile' }],
    ['../dir', { context: '/dir', dockerfile: 'Dockerfile' }],
    ['/abs/dir', { context: '/abs/dir', dockerfile: 'Dockerfile' }],
    ['~/dir', { context: '/home/user/dir', dockerfile: 'Dockerfile' }],
    [
      'https://example.org/x.git#main:dir',
      { context: 'https://example.org/x.git#main:dir', dockerfile: 'Dockerfile' },
    ],
    ['git@example.org:a/b.git', { context: 'git@example.org:a/b.git', dockerfile: 'Dockerfile' }],
    ['{context: .}', { context: '/project', dockerfile: 'Dockerfile' }],
    ['{}', { context: '/project', dockerfile: 'Dockerfile' }],
    ['{dockerfile_inline: "FROM scratch"}', { context: '/project', dockerfile_inline: 'FROM scratch' }],
    ['{context: ., x-mine: 1}', { context: '/project', dockerfile: 'Dockerfile', 'x-mine': 1 }],
  ],
  merged: [
    ['.', './dir', { context: '/project/dir', dockerfile: 'Dockerfile' }],
    ['.', '{target: x}', { context: '/project', dockerfile: 'Dockerfile', target: 'x' }],
    ['{context: ., target: a}', './dir', { context: '/project/dir', dockerfile: 'Dockerfile', target: 'a' }],
    [
      '{context: ., target: a}',
      '{target: b}',
      { context: '/project', dockerfile: 'Dockerfile', target: 'b' },
    ],
    ['{context: ., target: a}', '!override ./dir', { context: '/project/dir', dockerfile: 'Dockerfile' }],
    ['{context: ., target: a}', '!reset null', undefined],
  ],
  templates: [
    ['"${D}"', { D: './dir' }, { context: '/project/dir', dockerfile: 'Dockerfile' }],
    ['{context: "${D:-.}"}', {}, { context: '/project', dockerfile: 'Dockerfile' }],
  ],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['[a]', 'compose/wrong-type key'],
    ['{contxt: .}', 'compose/unknown-key +1'],
    ['true', 'compose/wrong-type +0'],
  ],
};
