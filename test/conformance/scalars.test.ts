import { testAttribute, testRefused } from './attributes.ts';

testAttribute('mem_limit', [
  ['512m', '536870912'],
  ['1gb', '1073741824'],
  ['1024', '1024'],
  ['1.5g', '1610612736'],
]);
testAttribute('memswap_limit', [['-1', '-1']]);
testAttribute('stop_grace_period', [
  ['90s', '1m30s'],
  ['0s', '0s'],
]);
testAttribute('cpus', [
  ['"0.5"', 0.5],
  ['2', 2],
]);
testAttribute('init', [
  ['true', true],
  ['false', false],
]);
testAttribute('privileged', [
  ['true', true],
  ['"true"', true],
  ['false', undefined],
]);
testAttribute('ulimits', [
  ['{nofile: 1024, nproc: {soft: 1, hard: 2}}', { nofile: 1024, nproc: { hard: 2, soft: 1 } }],
]);
testAttribute('tmpfs', [
  ['/run', ['/run']],
  ['["/run:size=1m,noexec", /tmp]', ['/run:size=1m,noexec', '/tmp']],
]);
testAttribute('dns', [
  ['1.1.1.1', ['1.1.1.1']],
  ['[1.1.1.1, 8.8.8.8]', ['1.1.1.1', '8.8.8.8']],
]);
testAttribute('extra_hosts', [
  ['["b:1.2.3.4", "a=::1"]', ['a=::1', 'b=1.2.3.4']],
  ['{a: 1.2.3.4, b: "[::1]"}', ['a=1.2.3.4', 'b=::1']],
  ['["h:host-gateway"]', ['h=host-gateway']],
]);
testAttribute('labels', [
  ['[a=1, b, c=]', { a: '1', b: '', c: '' }],
  ['{a: 1, b: null, c: true}', { a: '1', b: '', c: 'true' }],
]);
testAttribute('sysctls', [
  ['[net.core.somaxconn=1024]', { 'net.core.somaxconn': '1024' }],
  ['{net.core.somaxconn: 1024}', { 'net.core.somaxconn': '1024' }],
]);
testAttribute('devices', [
  ['[/dev/a]', [{ source: '/dev/a', target: '/dev/a', permissions: 'rwm' }]],
  ['["/dev/a:/dev/b:r"]', [{ source: '/dev/a', target: '/dev/b', permissions: 'r' }]],
  ['[{source: /dev/a, target: /dev/b}]', [{ source: '/dev/a', target: '/dev/b' }]],
]);
testAttribute('gpus', [
  ['all', [{ count: -1 }]],
  ['[{driver: nvidia, count: 2}]', [{ driver: 'nvidia', count: 2 }]],
]);
testAttribute('logging', [
  [
    '{driver: json-file, options: {max-size: 10m, max-file: 3}}',
    { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
  ],
]);
testAttribute('expose', [['[80, "90-91/udp"]', ['80', '90-91/udp']]]);
testAttribute('group_add', [['[1, mail]', ['1', 'mail']]]);
testAttribute('pull_policy', [
  ['if_not_present', 'missing'],
  ['every_1h', 'every_1h'],
]);
testAttribute('provider', [
  ['{type: x, options: {a: 1, b: [c, d]}}', { type: 'x', options: { a: ['1'], b: ['c', 'd'] } }],
]);
testAttribute('post_start', [
  ['[{command: "echo a b", user: root}]', [{ command: ['echo', 'a', 'b'], user: 'root' }]],
]);
testAttribute('develop', [
  [
    '{watch: [{action: sync, path: ./src, target: /src, ignore: [a]}]}',
    { watch: [{ path: '/project/src', action: 'sync', target: '/src', ignore: ['a'] }] },
  ],
]);
testAttribute('blkio_config', [
  [
    '{weight: 300, device_read_bps: [{path: /dev/a, rate: 1m}]}',
    { weight: 300, device_read_bps: [{ path: '/dev/a', rate: '1048576' }] },
  ],
]);
testAttribute('x-anything', [['{deep: [1, {a: null}]}', { deep: [1, { a: null }] }]]);

testRefused('mem_limit', [['lots', 'compose/bad-size compose.yaml:4:16']]);
testRefused('devices', [['["a:b:c:d"]', 'compose/bad-device compose.yaml:4:15']]);
testRefused('extra_hosts', [['[alone]', 'compose/bad-extra-host compose.yaml:4:19']]);
