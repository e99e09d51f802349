import { testAttribute, testRefused } from './attributes.ts';

const bind = (source: string, target: string, more: object = {}) => ({
  type: 'bind',
  source,
  target,
  bind: { create_host_path: true },
  ...more,
});
const named = (target: string, more: object = {}) => ({
  type: 'volume',
  source: 'data',
  target,
  volume: {},
  ...more,
});

testAttribute(
  'volumes',
  [
    ['[/var/lib]', [{ type: 'volume', target: '/var/lib', volume: {} }]],
    ['["data:/d"]', [named('/d')]],
    ['["data:/d/../e/"]', [named('/e')]],
    ['["data:/d:ro"]', [named('/d', { read_only: true })]],
    ['["data:/d:nocopy"]', [named('/d', { volume: { nocopy: true } })]],
    ['["./x:/x"]', [bind('/project/x', '/x')]],
    ['[".:/x:rw"]', [bind('/project', '/x')]],
    ['["../x/:/x"]', [bind('/x', '/x')]],
    ['["~/x:/x"]', [bind('/home/user/x', '/x')]],
    [
      '["/a:/x:ro,z"]',
      [bind('/a', '/x', { read_only: true, bind: { selinux: 'z', create_host_path: true } })],
    ],
    [
      '["/a:/x:Z,rshared"]',
      [bind('/a', '/x', { bind: { selinux: 'Z', propagation: 'rshared', create_host_path: true } })],
    ],
    ['["/a:/x:U"]', [bind('/a', '/x', { 'x-podman-flags': ['U'] })]],
    ['["/a:/x", "/b:/x"]', [bind('/b', '/x')]],
    ['[{type: bind, source: ./a, target: /x}]', [{ type: 'bind', source: '/project/a', target: '/x' }]],
    [
      '[{type: bind, source: /a, target: /x, bind: {create_host_path: false}}]',
      [{ type: 'bind', source: '/a', target: '/x', bind: { create_host_path: false } }],
    ],
    [
      '[{type: tmpfs, target: /x, tmpfs: {size: 1m, mode: 0o755}}]',
      [{ type: 'tmpfs', target: '/x', tmpfs: { size: '1048576', mode: 493 } }],
    ],
    [
      '[{type: image, source: busybox, target: /x, image: {subpath: etc}}]',
      [{ type: 'image', source: 'busybox', target: '/x', image: { subpath: 'etc' } }],
    ],
    [
      '[{type: volume, source: data, target: /x, volume: {subpath: s, nocopy: true}}]',
      [named('/x', { volume: { subpath: 's', nocopy: true } })],
    ],
  ],
  'volumes:\n  data: {}\n',
);

testRefused('volumes', [
  ['[":/x"]', 'compose/bad-mount compose.yaml:4:15'],
  ['["vol:/x:ro:rw"]', 'compose/bad-mount compose.yaml:4:15'],
  ['["missing:/x"]', 'compose/undefined-reference compose.yaml:4:15'],
  ['[{type: volume}]', 'compose/missing-target compose.yaml:4:15'],
]);
