import type { Attribute } from '../attribute.ts';

/** Mounts: short and long forms. */
export const attribute: Attribute = {
  place: 'services',
  key: 'volumes',
  around: 'volumes:\n  data: {}\n',
  forms: [
    ['[/var/lib]', [{ type: 'volume', target: '/var/lib', volume: {} }]],
    ['["data:/d"]', [{ type: 'volume', source: 'data', target: '/d', volume: {} }]],
    ['["data:/d/../e/"]', [{ type: 'volume', source: 'data', target: '/e', volume: {} }]],
    ['["data:/d:ro"]', [{ type: 'volume', source: 'data', target: '/d', read_only: true, volume: {} }]],
    ['["data:/d:rw"]', [{ type: 'volume', source: 'data', target: '/d', volume: {} }]],
    ['["data:/d:nocopy"]', [{ type: 'volume', source: 'data', target: '/d', volume: { nocopy: true } }]],
    ['["./x:/x"]', [{ type: 'bind', source: '/project/x', target: '/x', bind: { create_host_path: true } }]],
    ['[".:/x:rw"]', [{ type: 'bind', source: '/project', target: '/x', bind: { create_host_path: true } }]],
    ['["../x/:/x"]', [{ type: 'bind', source: '/x', target: '/x', bind: { create_host_path: true } }]],
    [
      '["~/x:/x"]',
      [{ type: 'bind', source: '/home/user/x', target: '/x', bind: { create_host_path: true } }],
    ],
    [
      '["/a:/x:ro,z"]',
      [
        {
          type: 'bind',
          source: '/a',
          target: '/x',
          read_only: true,
          bind: { selinux: 'z', create_host_path: true },
        },
      ],
    ],
    [
      '["/a:/x:Z,rshared"]',
      [
        {
          type: 'bind',
          source: '/a',
          target: '/x',
          bind: { selinux: 'Z', propagation: 'rshared', create_host_path: true },
        },
      ],
    ],
    ['["/a:/x:cached"]', [{ type: 'bind', source: '/a', target: '/x', bind: { create_host_path: true } }]],
    ['["/a:/x", "/b:/x"]', [{ type: 'bind', source: '/b', target: '/x', bind: { create_host_path: true } }]],
    [
      '["/a:/x:ro,consistent"]',
      [{ type: 'bind', source: '/a', target: '/x', read_only: true, bind: { create_host_path: true } }],
    ],
    ['[{type: bind, source: ./a, target: /x}]', [{ type: 'bind', source: '/project/a', target: '/x' }]],
    [
      '[{type: bind, source: /a, target: /x, read_only: true}]',
      [{ type: 'bind', source: '/a', target: '/x', read_only: true }],
    ],
    [
      '[{type: bind, source: /a, target: /x, bind: {create_host_path: true}}]',
      [{ type: 'bind', source: '/a', target: '/x', bind: { create_host_path: true } }],
    ],
    [
      '[{type: bind, source: /a, target: /x, bind: {}}]',
      [{ type: 'bind', source: '/a', target: '/x', bind: {} }],
    ],
    [
      '[{type: bind, source: /a, target: /x, bind: {propagation: rshared, selinux: z, recursive: disabled}}]',
      [
        {
          type: 'bind',
          source: '/a',
          target: '/x',
          bind: { selinux: 'z', propagation: 'rshared', recursive: 'disabled' },
        },
      ],
    ],
    [
      '[{type: bind, source: /a, target: /x, consistency: cached}]',
      [{ type: 'bind', source: '/a', target: '/x', consistency: 'cached' }],
    ],
    [
      '[{type: tmpfs, target: /x, tmpfs: {size: 1m, mode: 0755}}]',
      [{ type: 'tmpfs', target: '/x', tmpfs: { size: '1048576', mode: 493 } }],
    ],
    [
      '[{type: tmpfs, target: /x, tmpfs: {size: 1024}}]',
      [{ type: 'tmpfs', target: '/x', tmpfs: { size: '1024' } }],
    ],
    ['[{type: tmpfs, target: /x}]', [{ type: 'tmpfs', target: '/x' }]],
    [
      '[{type: image, source: busybox, target: /x, image: {subpath: etc}}]',
      [{ type: 'image', source: 'busybox', target: '/x', image: { subpath: 'etc' } }],
    ],
    [
      '[{type: volume, source: data, target: /x, volume: {subpath: s, nocopy: true, labels: {a: b}}}]',
      [
        {
          type: 'volume',
          source: 'data',
          target: '/x',
          volume: { labels: { a: 'b' }, nocopy: true, subpath: 's' },
        },
      ],
    ],
    [
      '[{type: volume, source: data, target: /x, volume: {labels: [a=b]}}]',
      [{ type: 'volume', source: 'data', target: '/x', volume: { labels: { a: 'b' } } }],
    ],
    ['[{type: volume, target: /x}]', [{ type: 'volume', target: '/x' }]],
    ['[{type: npipe, source: a, target: b}]', [{ type: 'npipe', source: 'a', target: 'b' }]],
    ['[{type: cluster, source: data, target: /x}]', [{ type: 'cluster', source: 'data', target: '/x' }]],
    [
      '[{type: volume, source: data, target: /x, x-mine: 1}]',
      [{ type: 'volume', source: 'data', target: '/x', 'x-mine': 1 }],
    ],
    ['[]', undefined],
    ["['C:\\a:/x']", [{ type: 'bind', source: 'C:\\a', target: '/x', bind: { create_host_path: true } }]],
    ['["v:/v"]', [{ type: 'volume', target: 'v:/v', volume: {} }]],
  ],
  merged: [
    [
      '["/a:/x", "/b:/y"]',
      '["/c:/x:ro"]',
      [
        { type: 'bind', source: '/c', target: '/x', read_only: true, bind: { create_host_path: true } },
        { type: 'bind', source: '/b', target: '/y', bind: { create_host_path: true } },
      ],
    ],
    [
      '["/a:/x"]',
      '["/b:/y"]',
      [
        { type: 'bind', source: '/a', target: '/x', bind: { create_host_path: true } },
        { type: 'bind', source: '/b', target: '/y', bind: { create_host_path: true } },
      ],
    ],
    ['["/a:/x"]', '[{type: tmpfs, target: /x}]', [{ type: 'tmpfs', target: '/x' }]],
    [
      '[{type: volume, source: data, target: /x, volume: {nocopy: true}}]',
      '[{type: volume, source: data, target: /x, read_only: true}]',
      [{ type: 'volume', source: 'data', target: '/x', read_only: true }],
    ],
    [
      '["/a:/x"]',
      '!override ["/b:/y"]',
      [{ type: 'bind', source: '/b', target: '/y', bind: { create_host_path: true } }],
    ],
    ['["/a:/x"]', '!reset []', undefined],
    ['["/a:/x"]', 'null', [{ type: 'bind', source: '/a', target: '/x', bind: { create_host_path: true } }]],
  ],
  templates: [
    [
      '["${V}:/x"]',
      { V: './a' },
      [{ type: 'bind', source: '/project/a', target: '/x', bind: { create_host_path: true } }],
    ],
    [
      '["${V:-data}:/x:${M:-ro}"]',
      {},
      [{ type: 'volume', source: 'data', target: '/x', read_only: true, volume: {} }],
    ],
    [
      '[{type: bind, source: "${V}", target: /x, read_only: "${R:-true}"}]',
      { V: '/a' },
      [{ type: 'bind', source: '/a', target: '/x', read_only: true }],
    ],
    [
      '[{type: tmpfs, target: /x, tmpfs: {size: "${S:-1m}", mode: 0700}}]',
      {},
      [{ type: 'tmpfs', target: '/x', tmpfs: { size: '1048576', mode: 448 } }],
    ],
    [
      '[{type: volume, source: data, target: /x, volume: {nocopy: "${N}"}}]',
      { N: 'true' },
      [{ type: 'volume', source: 'data', target: '/x', volume: { nocopy: true } }],
    ],
    [
      '[{type: bind, source: /a, target: /x, bind: {create_host_path: "${N}"}}]',
      { N: 'true' },
      [{ type: 'bind', source: '/a', target: '/x', bind: { create_host_path: true } }],
    ],
  ],
  refused: [
    ['"a:/x"', 'compose/wrong-type +0'],
    ['{a: /x}', 'compose/wrong-type key'],
    ['[":/x"]', 'compose/bad-mount +1'],
    ['["vol:/x:ro:rw"]', 'compose/bad-mount +1'],
    ['["missing:/x"]', 'compose/undefined-reference +1'],
    ['[{type: volume}]', 'compose/missing-target +1'],
    ['[{source: data, target: /x}]', 'compose/missing-key +2'],
    ['[{type: bnd, source: /a, target: /x}]', 'compose/bad-value +8'],
    ['[{type: bind, source: /a, target: /x, bnd: {}}]', 'compose/unknown-key +38'],
    ['[{type: bind, source: /a, target: /x, bind: {propagate: x}}]', 'compose/unknown-key +45'],
    ['[5]', 'compose/wrong-type +1'],
    ['[{type: bind, target: /x}]', 'compose/mount-without-source +1'],
    ['[{type: volume, source: data, target: /x, volume: {nocopy: maybe}}]', 'compose/bad-cast +59'],
  ],
  beyond: [
    [
      '["/a:/x:U"]',
      [
        {
          type: 'bind',
          source: '/a',
          target: '/x',
          bind: { create_host_path: true },
          'x-podman-flags': ['U'],
        },
      ],
    ],
    [
      '["/a:/x:O"]',
      [
        {
          type: 'bind',
          source: '/a',
          target: '/x',
          bind: { create_host_path: true },
          'x-podman-flags': ['O'],
        },
      ],
    ],
    [
      '["data:/d:z,U"]',
      [
        {
          type: 'volume',
          source: 'data',
          target: '/d',
          bind: { selinux: 'z' },
          volume: {},
          'x-podman-flags': ['U'],
        },
      ],
    ],
    [
      '["/a:/x:idmap"]',
      [
        {
          type: 'bind',
          source: '/a',
          target: '/x',
          bind: { create_host_path: true },
          'x-podman-flags': ['idmap'],
        },
      ],
    ],
    [
      '[{type: bind, source: /a, target: /x, bind: {create_host_path: false}}]',
      [{ type: 'bind', source: '/a', target: '/x', bind: { create_host_path: false } }],
    ],
    [
      '[{type: tmpfs, target: /x, tmpfs: {mode: "1777"}}]',
      [{ type: 'tmpfs', target: '/x', tmpfs: { mode: 1023 } }],
    ],
    [
      '[{type: bind, source: /a, target: /x, bind: {create_host_path: false, x-podman.opts: z}}]',
      [{ type: 'bind', source: '/a', target: '/x', bind: { create_host_path: false, 'x-podman.opts': 'z' } }],
    ],
  ],
};
