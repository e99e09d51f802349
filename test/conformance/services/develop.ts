import type { Attribute } from '../attribute.ts';

/** What `watch` does when files change. */
export const attribute: Attribute = {
  place: 'services',
  key: 'develop',
  lossyJson: 'docker compose prints hooks without a command, which it does not read',
  forms: [
    [
      '{watch: [{action: sync, path: ./src, target: /src}]}',
      { watch: [{ path: '/project/src', action: 'sync', target: '/src' }] },
    ],
    ['{watch: [{action: rebuild, path: .}]}', { watch: [{ path: '/project', action: 'rebuild' }] }],
    [
      '{watch: [{action: sync+restart, path: ./src, target: /src, ignore: [a, b/], include: ["*.ts"], initial_sync: true}]}',
      {
        watch: [
          {
            path: '/project/src',
            action: 'sync+restart',
            target: '/src',
            include: ['*.ts'],
            ignore: ['a', 'b/'],
            initial_sync: true,
          },
        ],
      },
    ],
    [
      '{watch: [{action: sync+exec, path: ./src, target: /src, exec: {command: echo a b, user: root, privileged: true, working_dir: /w, environment: [A=1]}}]}',
      {
        watch: [
          {
            path: '/project/src',
            action: 'sync+exec',
            target: '/src',
            exec: {
              command: ['echo', 'a', 'b'],
              user: 'root',
              privileged: true,
              working_dir: '/w',
              environment: { A: '1' },
            },
          },
        ],
      },
    ],
    ['{watch: [{action: restart, path: ./conf}]}', { watch: [{ path: '/project/conf', action: 'restart' }] }],
    [
      '{watch: [{action: sync, path: ./src, target: /src, ignore: a, include: b}]}',
      { watch: [{ path: '/project/src', action: 'sync', target: '/src', include: ['b'], ignore: ['a'] }] },
    ],
    ['{}', {}],
    ['null', undefined],
    ['{watch: []}', {}],
    ['{x-mine: 1}', { 'x-mine': 1 }],
  ],
  merged: [
    [
      '{watch: [{action: sync, path: ./a, target: /a}]}',
      '{watch: [{action: rebuild, path: ./b}]}',
      {
        watch: [
          { path: '/project/a', action: 'sync', target: '/a' },
          { path: '/project/b', action: 'rebuild' },
        ],
      },
    ],
    [
      '{watch: [{action: rebuild, path: ./a}]}',
      '{watch: [{action: restart, path: ./a}]}',
      {
        watch: [
          { path: '/project/a', action: 'rebuild' },
          { path: '/project/a', action: 'restart' },
        ],
      },
    ],
    [
      '{watch: [{action: rebuild, path: ./a}]}',
      '!override {watch: [{action: rebuild, path: ./b}]}',
      { watch: [{ path: '/project/b', action: 'rebuild' }] },
    ],
    ['{watch: [{action: rebuild, path: ./a}]}', '!reset null', undefined],
  ],
  templates: [
    [
      '{watch: [{action: rebuild, path: "${V:-./x}"}]}',
      {},
      { watch: [{ path: '/project/x', action: 'rebuild' }] },
    ],
    [
      '{watch: [{action: sync, path: ., target: "${T}"}]}',
      { T: '/t' },
      { watch: [{ path: '/project', action: 'sync', target: '/t' }] },
    ],
  ],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['{watch: {}}', 'compose/wrong-type +1'],
    ['{watch: [{action: copy, path: .}]}', 'compose/bad-value +18'],
    ['{watch: [{path: .}]}', 'compose/missing-key +10'],
    ['{watch: [{action: sync}]}', 'compose/missing-key +10'],
    ['{wach: []}', 'compose/unknown-key +1'],
    ['{watch: [{action: rebuild, path: ., tgt: /x}]}', 'compose/unknown-key +36'],
    ['{watch: [{action: rebuild, path: ., initial_sync: maybe}]}', 'compose/wrong-type +50'],
  ],
};
