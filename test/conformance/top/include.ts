import type { Attribute } from '../attribute.ts';

/** Other compose files that become part of the project. */
export const attribute: Attribute = {
  place: 'top',
  key: 'include',
  files: {
    'inc.yaml': 'services:\n  inc:\n    image: inc:${TAG:-1}\n    volumes: ["./v:/v"]\n',
    'sub/inc.yaml': 'services:\n  sub:\n    image: sub:${TAG:-1}\n    volumes: ["./v:/vv"]\n',
    'over.yaml': 'services:\n  inc:\n    user: over\n',
    'inc.env': 'TAG=from-file\n',
  },
  shown: ['services'],
  absent: { web: { image: 'busybox', networks: { default: null } } },
  forms: [
    [
      '[inc.yaml]',
      {
        inc: {
          image: 'inc:1',
          networks: { default: null },
          volumes: [{ type: 'bind', source: '/project/v', target: '/v', bind: { create_host_path: true } }],
        },
        web: { image: 'busybox', networks: { default: null } },
      },
    ],
    [
      '[sub/inc.yaml]',
      {
        sub: {
          image: 'sub:1',
          networks: { default: null },
          volumes: [
            { type: 'bind', source: '/project/sub/v', target: '/vv', bind: { create_host_path: true } },
          ],
        },
        web: { image: 'busybox', networks: { default: null } },
      },
    ],
    [
      '[inc.yaml, sub/inc.yaml]',
      {
        inc: {
          image: 'inc:1',
          networks: { default: null },
          volumes: [{ type: 'bind', source: '/project/v', target: '/v', bind: { create_host_path: true } }],
        },
        sub: {
          image: 'sub:1',
          networks: { default: null },
          volumes: [
            { type: 'bind', source: '/project/sub/v', target: '/vv', bind: { create_host_path: true } },
          ],
        },
        web: { image: 'busybox', networks: { default: null } },
      },
    ],
    [
      '[{path: inc.yaml}]',
      {
        inc: {
          image: 'inc:1',
          networks: { default: null },
          volumes: [{ type: 'bind', source: '/project/v', target: '/v', bind: { create_host_path: true } }],
        },
        web: { image: 'busybox', networks: { default: null } },
      },
    ],
    [
      '[{path: [inc.yaml, over.yaml]}]',
      {
        inc: {
          image: 'inc:1',
          networks: { default: null },
          user: 'over',
          volumes: [{ type: 'bind', source: '/project/v', target: '/v', bind: { create_host_path: true } }],
        },
        web: { image: 'busybox', networks: { default: null } },
      },
    ],
    [
      '[{path: sub/inc.yaml, project_directory: .}]',
      {
        sub: {
          image: 'sub:1',
          networks: { default: null },
          volumes: [{ type: 'bind', source: '/project/v', target: '/vv', bind: { create_host_path: true } }],
        },
        web: { image: 'busybox', networks: { default: null } },
      },
    ],
    [
      '[{path: inc.yaml, env_file: inc.env}]',
      {
        inc: {
          image: 'inc:from-file',
          networks: { default: null },
          volumes: [{ type: 'bind', source: '/project/v', target: '/v', bind: { create_host_path: true } }],
        },
        web: { image: 'busybox', networks: { default: null } },
      },
    ],
    [
      '[{path: inc.yaml, env_file: [inc.env]}]',
      {
        inc: {
          image: 'inc:from-file',
          networks: { default: null },
          volumes: [{ type: 'bind', source: '/project/v', target: '/v', bind: { create_host_path: true } }],
        },
        web: { image: 'busybox', networks: { default: null } },
      },
    ],
    ['[]', { web: { image: 'busybox', networks: { default: null } } }],
  ],
  merged: [
    [
      '[inc.yaml]',
      '[sub/inc.yaml]',
      {
        inc: {
          image: 'inc:1',
          networks: { default: null },
          volumes: [{ type: 'bind', source: '/project/v', target: '/v', bind: { create_host_path: true } }],
        },
        sub: {
          image: 'sub:1',
          networks: { default: null },
          volumes: [
            { type: 'bind', source: '/project/sub/v', target: '/vv', bind: { create_host_path: true } },
          ],
        },
        web: { image: 'busybox', networks: { default: null } },
      },
    ],
    [
      '[inc.yaml]',
      '!reset []',
      {
        inc: {
          image: 'inc:1',
          networks: { default: null },
          volumes: [{ type: 'bind', source: '/project/v', target: '/v', bind: { create_host_path: true } }],
        },
        web: { image: 'busybox', networks: { default: null } },
      },
    ],
  ],
  templates: [
    [
      '["${F}.yaml"]',
      { F: 'inc' },
      {
        inc: {
          image: 'inc:1',
          networks: { default: null },
          volumes: [{ type: 'bind', source: '/project/v', target: '/v', bind: { create_host_path: true } }],
        },
        web: { image: 'busybox', networks: { default: null } },
      },
    ],
    [
      '[{path: inc.yaml}]',
      { TAG: 'env' },
      {
        inc: {
          image: 'inc:env',
          networks: { default: null },
          volumes: [{ type: 'bind', source: '/project/v', target: '/v', bind: { create_host_path: true } }],
        },
        web: { image: 'busybox', networks: { default: null } },
      },
    ],
  ],
  refused: [
    ['inc.yaml', 'compose/wrong-type +0'],
    ['[none.yaml]', 'compose/file-not-found +1'],
    ['[5]', 'compose/wrong-type +1'],
    ['{path: inc.yaml}', 'compose/wrong-type key'],
    ['[compose.yaml]', 'compose/include-cycle +1'],
    ['[{path: inc.yaml, env_file: none.env}]', 'compose/env-file-not-found +28'],
  ],
};
