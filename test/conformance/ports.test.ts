import { testAttribute, testRefused } from './attributes.ts';

const port = (target: number, published?: string, more: object = {}) => ({
  mode: 'ingress',
  target,
  ...(published === undefined ? {} : { published }),
  protocol: 'tcp',
  ...more,
});

testAttribute('ports', [
  ['["80"]', [port(80)]],
  ['[80]', [port(80)]],
  ['["8080:80"]', [port(80, '8080')]],
  ['["8080:80/udp"]', [port(80, '8080', { protocol: 'udp' })]],
  ['["127.0.0.1:8080:80"]', [port(80, '8080', { host_ip: '127.0.0.1' })]],
  ['["127.0.0.1::80"]', [port(80, undefined, { host_ip: '127.0.0.1' })]],
  ['["[::1]:8080:80"]', [port(80, '8080', { host_ip: '::1' })]],
  ['["3000-3001"]', [port(3000), port(3001)]],
  ['["9090-9091:8080-8081"]', [port(8080, '9090'), port(8081, '9091')]],
  ['["9090-9095:80"]', [port(80, '9090-9095')]],
  ['["80:80", "80:80"]', [port(80, '80')]],
  ['[{target: 80}]', [port(80)]],
  ['[{target: 80, published: 8080, mode: host}]', [port(80, '8080', { mode: 'host' })]],
  [
    '[{target: 80, published: "8080", name: web, app_protocol: http}]',
    [port(80, '8080', { name: 'web', app_protocol: 'http' })],
  ],
]);

testRefused('ports', [
  ['["80:abc"]', 'compose/bad-port compose.yaml:4:13'],
  ['["70000:80"]', 'compose/bad-port compose.yaml:4:13'],
  ['["1-3:80-81"]', 'compose/bad-port compose.yaml:4:13'],
  ['["::1:80:80"]', 'compose/bad-port compose.yaml:4:13'],
  ['["example.org:80:80"]', 'compose/bad-port compose.yaml:4:13'],
  ['["80/xyz"]', 'compose/bad-port compose.yaml:4:13'],
  ['["80:"]', 'compose/bad-port compose.yaml:4:13'],
  ['[{published: 80}]', 'compose/missing-target compose.yaml:4:13'],
]);
