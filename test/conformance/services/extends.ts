import type { Attribute } from '../attribute.ts';

/** Definitions taken over from another service, of this file or another. */
export const attribute: Attribute = {
  place: 'services',
  key: 'extends',
  around: '  base:\n    image: base\n    labels: {a: b}\n',
  files: {
    'common.yaml':
      'services:\n  base:\n    user: common\n    environment: {A: 1}\n    volumes: ["./here:/x"]\n',
    'sub/base.yaml': 'services:\n  web:\n    user: sub\n    build: ./dir\n',
  },
  shown: ['services', 'web'],
  absent: { image: 'busybox', networks: { default: null } },
  forms: [
    ['base', { image: 'busybox', labels: { a: 'b' }, networks: { default: null } }],
    ['{service: base}', { image: 'busybox', labels: { a: 'b' }, networks: { default: null } }],
    [
      '{service: base, file: common.yaml}',
      {
        environment: { A: '1' },
        image: 'busybox',
        networks: { default: null },
        user: 'common',
        volumes: [{ type: 'bind', source: '/project/here', target: '/x', bind: { create_host_path: true } }],
      },
    ],
    [
      '{service: base, file: ./common.yaml}',
      {
        environment: { A: '1' },
        image: 'busybox',
        networks: { default: null },
        user: 'common',
        volumes: [{ type: 'bind', source: '/project/here', target: '/x', bind: { create_host_path: true } }],
      },
    ],
    [
      '{service: web, file: sub/base.yaml}',
      {
        build: { context: '/project/sub/dir', dockerfile: 'Dockerfile' },
        image: 'busybox',
        networks: { default: null },
        user: 'sub',
      },
    ],
    ['other', { image: 'busybox', networks: { default: null } }],
  ],
  merged: [
    [
      'base',
      '{service: base, file: common.yaml}',
      {
        environment: { A: '1' },
        image: 'busybox',
        labels: { a: 'b' },
        networks: { default: null },
        user: 'common',
        volumes: [{ type: 'bind', source: '/project/here', target: '/x', bind: { create_host_path: true } }],
      },
    ],
    ['base', '!reset null', { image: 'busybox', labels: { a: 'b' }, networks: { default: null } }],
  ],
  templates: [
    ['{service: "${V:-base}"}', {}, { image: 'busybox', labels: { a: 'b' }, networks: { default: null } }],
    [
      '{service: base, file: "${F}.yaml"}',
      { F: 'common' },
      {
        environment: { A: '1' },
        image: 'busybox',
        networks: { default: null },
        user: 'common',
        volumes: [{ type: 'bind', source: '/project/here', target: '/x', bind: { create_host_path: true } }],
      },
    ],
  ],
  refused: [
    ['web', 'compose/extends-cycle +0'],
    ['nobody', 'compose/extends-unknown-service +0'],
    ['5', 'compose/wrong-type +0'],
    ['{file: common.yaml}', 'compose/missing-key key'],
    ['{service: base, file: none.yaml}', 'compose/file-not-found +22'],
    ['{service: nobody, file: common.yaml}', 'compose/extends-unknown-service +10'],
    ['[base]', 'compose/wrong-type key'],
  ],
};
