import { expect, test } from 'vitest';
import { explainRefusal, refused } from '../../src/podman/errors.ts';

/** The engine's own words, from Podman 5.4 and 5.8, and what is made of them. */
test.each([
  [
    'cannot listen on the TCP port: listen tcp4 :8081: bind: address already in use',
    { code: 'engine/port-in-use', args: { port: '8081', protocol: 'tcp' } },
  ],
  [
    'cannot listen on the UDP port: listen udp4 127.0.0.1:53: bind: address already in use',
    { code: 'engine/port-in-use', args: { port: '53', protocol: 'udp' } },
  ],
  [
    'pasta failed with exit code 1:\nListen failed for HOST TCP port */8080: Address already in use\n',
    { code: 'engine/port-in-use', args: { port: '8080', protocol: 'tcp' } },
  ],
  [
    'rootlessport listen tcp 0.0.0.0:8080: bind: address already in use',
    { code: 'engine/port-in-use', args: { port: '8080', protocol: 'tcp' } },
  ],
  [
    'pasta failed with exit code 1:\nListen failed for HOST TCP port */80: Permission denied\n',
    { code: 'engine/port-denied', args: { port: '80' } },
  ],
  [
    "rootlessport cannot expose privileged port 80, you can add 'net.ipv4.ip_unprivileged_port_start=80' to /etc/sysctl.conf (currently 1024), or choose a larger port number (>= 1024): listen tcp 0.0.0.0:80: bind: permission denied",
    { code: 'engine/port-denied', args: { port: '80' } },
  ],
  [
    'creating container storage: the container name "dup" is already in use by 4c92. You have to remove that container to be able to reuse that name: that name is already in use',
    { code: 'engine/name-in-use', args: { name: 'dup' } },
  ],
  [
    'failed to make pod: adding pod to state: name "pp" is in use: pod already exists',
    { code: 'engine/name-in-use', args: { name: 'pp' } },
  ],
  [
    'network name n1 already used: network already exists',
    { code: 'engine/name-in-use', args: { name: 'n1' } },
  ],
  [
    'netavark: bridge interface podman1 already exists but is a Tun interface',
    { code: 'engine/bridge-taken', args: { bridge: 'podman1', kind: 'tun' } },
  ],
  [
    'subnet 10.77.0.0/24 is already used on the host or by another config',
    { code: 'engine/subnet-clash', args: { subnet: '10.77.0.0/24' } },
  ],
  [
    'no such image: nope/none:1: image not known',
    { code: 'engine/image-unknown', args: { image: 'nope/none:1' } },
  ],
  [
    'short-name "nope" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
    { code: 'engine/short-name', args: { image: 'nope' } },
  ],
  [
    'initializing source docker://busybox:latest: pinging container registry registry-1.docker.io: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.255.255.53:53: dial udp 10.255.255.53:53: connect: network is unreachable',
    {
      code: 'engine/registry-unreachable',
      args: { registry: 'registry-1.docker.io', cause: 'connect: network is unreachable' },
    },
  ],
  [
    'initializing source docker://127.0.0.1:5000/a:1: pinging container registry 127.0.0.1:5000: Get "https://127.0.0.1:5000/v2/": http: server gave HTTP response to HTTPS client',
    { code: 'engine/insecure-registry', args: { registry: '127.0.0.1:5000' } },
  ],
  [
    'initializing source docker://a/b:9: reading manifest 9 in docker.io/a/b: manifest unknown',
    { code: 'engine/image-not-found', args: {} },
  ],
  [
    'crun: open `memory.max` for writing: No such file or directory: OCI runtime attempted to invoke a command that was not found',
    { code: 'engine/no-controller', args: { file: 'memory.max' } },
  ],
  [
    'crun: opening file `memory.max` for writing: No such file or directory: OCI runtime attempted to invoke a command that was not found',
    { code: 'engine/no-controller', args: { file: 'memory.max' } },
  ],
  [
    'crun: executable file `/nonexist` not found: No such file or directory: OCI runtime attempted to invoke a command that was not found',
    { code: 'engine/command-not-found', args: { command: '/nonexist' } },
  ],
  [
    'crun: open executable: Permission denied: OCI permission denied',
    { code: 'engine/command-denied', args: { command: 'its command' } },
  ],
  ['statfs /nope: no such file or directory', { code: 'engine/path-missing', args: { path: '/nope' } }],
  [
    'writing blob: storing blob to file "/var/tmp/x": write /var/tmp/x: no space left on device',
    { code: 'engine/no-space', args: { cause: 'no space left on device' } },
  ],
  [
    'allocating lock for new container: allocation failed; exceeded num_locks (2048)',
    { code: 'engine/no-locks', args: {} },
  ],
  [
    '"podman" has associated containers with it. Use -f to forcibly delete containers and pods: network is being used',
    { code: 'engine/in-use', args: {} },
  ],
  ['creating container: database is locked', { code: 'engine/database-busy', args: {} }],
  ['something new', { code: 'engine/request-failed', args: { cause: 'something new', status: 500 } }],
])('%s', (cause, expected) => {
  expect(explainRefusal({ action: 'do it', cause }, 500)).toMatchObject(expected);
});

test('the registry is the one of the image where the words name none', () => {
  const cause = 'http: server gave HTTP response to HTTPS client';
  expect(explainRefusal({ action: 'pull image `127.0.0.1:5000/a/b:1`', cause }, 404)).toMatchObject({
    code: 'engine/insecure-registry',
    args: { registry: '127.0.0.1:5000' },
  });
});

test("a pod's failure is its infra container's, not that of the members behind it", () => {
  const Errs = [
    'starting container b: a dependency of container b failed to start: container state improper',
    'starting container a: cannot listen on the TCP port: listen tcp4 :80: bind: address already in use',
  ];
  expect(refused('start the pod', 409, { Errs, Id: 'x' }).diagnostics).toMatchObject([
    { code: 'engine/port-in-use', args: { port: '80' } },
  ]);
});

test.each([
  [{ cause: 'inner', message: 'outer: inner', response: 500 }, 'outer: inner'],
  [{ cause: 'inner' }, 'inner'],
  ['plain text\n', 'plain text'],
  [{}, 'it answered with status 500 and no reason'],
])('the words of %j', (body, cause) => {
  expect(refused('do it', 500, body).diagnostics).toMatchObject([{ args: { cause } }]);
});
