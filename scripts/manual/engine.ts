import type { engineEntries } from '../../src/diagnostics/catalog/engine.ts';
import type { Manual } from './section.ts';

export const engineManual: Manual<typeof engineEntries> = {
  'engine/none': {
    meaning: 'None of the places where an engine can be found had one.',
    repair:
      'Start Podman’s socket or a Selkie machine, as the hint says. `selkie info` lists the places and why each was passed over.',
    args: { next: ['run `selkie machine init` and `selkie machine start`'] },
  },
  'engine/unreachable': {
    meaning: 'An engine was named or configured, but nothing answers at its address.',
    repair: 'Start it, or correct where the address comes from, which the message names.',
    args: {
      uri: 'unix:///run/user/1000/podman/podman.sock',
      source: 'CONTAINER_HOST',
      problem: 'no such file',
      hint: '`systemctl --user enable --now podman.socket` starts it',
    },
  },
  'engine/bad-address': {
    meaning: 'The address of the engine is of no known form.',
    repair: 'Write it as one of the forms in the hint.',
    args: { address: 'podman.sock', source: '--url', problem: 'it has no scheme' },
  },
  'engine/unknown-connection': {
    meaning: 'Podman’s own configuration has no connection of this name.',
    repair: '`podman system connection list` shows those that there are.',
    args: { name: 'prod', known: ['production', 'staging'], nearest: 'production' },
  },
  'engine/too-old': {
    meaning: 'The engine is older than the oldest Podman that has all that Selkie needs.',
    repair: 'Update Podman, or use a Selkie machine.',
    args: { uri: 'unix:///run/podman/podman.sock', version: '3.4.4', oldest: '4.3' },
  },
  'engine/not-podman': {
    meaning: 'Something answers, but it is not Podman: often it is Docker, whose socket `DOCKER_HOST` names.',
    repair: 'Name Podman’s socket.',
    args: { uri: 'unix:///var/run/docker.sock', source: 'DOCKER_HOST' },
  },
  'engine/socket-denied': {
    meaning: 'The socket belongs to another user, mostly to root.',
    repair: 'Use your own rootless engine, or run Selkie as the owner.',
    args: { path: '/run/podman/podman.sock', source: 'the rootful socket' },
  },
  'engine/ssh-failed': {
    meaning: 'The ssh program could not open the connection to the engine’s host. Its own words follow.',
    repair: 'Connect once with `ssh` by hand; what works there without a question works here.',
    args: {
      destination: 'core@build.example.com',
      output: 'host key verification failed',
      hint: 'accept the host key once by hand',
    },
  },
  'engine/service-failed': {
    meaning:
      'A podman program without a socket was found, and the service that Selkie starts with it did not come up.',
    repair: 'Run the command by hand to see more.',
    args: { command: 'podman system service', output: 'cannot set up namespace' },
  },
  'engine/connection-lost': {
    meaning: 'The engine went away in the middle of a request.',
    repair: 'Run the command again: it goes on from what is there.',
    args: { action: 'pull image docker.io/library/nginx', problem: 'other side closed' },
  },
  'engine/bad-reply': {
    meaning:
      'The engine answered something that is no answer to the question, which a proxy between or another program can cause.',
    repair: 'Check which engine is used with `selkie info`.',
    args: { what: 'containers/json', problem: '`Id` is missing' },
  },
  'engine/request-failed': {
    meaning:
      'Podman refused, for a reason that Selkie has no better words for. Its own words are in the message.',
    repair: 'The engine’s log may say more: `journalctl --user -u podman` or `journalctl -u podman`.',
    args: { action: 'create container shop-web-1', status: 500, cause: 'invalid option' },
  },
  'engine/port-in-use': {
    meaning: 'Another program of the host listens on the port.',
    repair:
      'Stop it, or publish another port. On port 53 it is often `aardvark-dns`, Podman’s own DNS server, which listens on the address of every network with a running container. With `dns_bind_port = 5053` under `[network]` in containers.conf it listens elsewhere, and containers notice nothing; stop all containers once, so that it starts anew.',
    args: { action: 'start pod shop', cause: 'address already in use', port: '8080', protocol: 'tcp' },
  },
  'engine/port-denied': {
    meaning: 'The engine runs without root, and ports below 1024 are root’s.',
    repair: 'Publish a higher port, or lower the bound with the setting in the hint.',
    args: { action: 'start pod shop', cause: 'permission denied', port: '80' },
  },
  'engine/name-in-use': {
    meaning: 'A container, pod or volume of that name is on the engine, and is none of this project.',
    repair: 'Remove it, or choose another name.',
    args: { action: 'create container web', cause: 'that name is already in use', name: 'web' },
  },
  'engine/subnet-clash': {
    meaning: 'Two networks cannot have the same addresses.',
    repair: 'Choose another subnet, or none.',
    args: { action: 'create network shop_default', cause: 'subnet is already used', subnet: '10.89.0.0/24' },
  },
  'engine/bridge-taken': {
    meaning:
      'The bridge of a network has a name that another interface has. To an ordinary user’s containers that happens on a host without a default route, where pasta copies a bridge of root’s, name and addresses, for the way out.',
    repair: 'Give the host a default route, or the bridge a name of its own.',
    args: {
      action: 'start container shop-web-1',
      cause: 'bridge interface podman1 already exists but is a Tun interface',
      bridge: 'podman1',
      kind: 'tun',
    },
  },
  'engine/image-unknown': {
    meaning: 'A container is to be made from an image that is not on the engine.',
    repair: 'Pull or build it.',
    args: { action: 'create container shop-web-1', cause: 'no such image', image: 'shop-web' },
  },
  'engine/short-name': {
    meaning:
      'The image’s name does not say which registry has it, and the engine is not configured to search one.',
    repair: 'Write the whole name.',
    args: { action: 'pull image nginx', cause: 'short-name did not resolve', image: 'nginx' },
  },
  'engine/image-not-found': {
    meaning: 'The registry has no image of that name and tag, or does not tell those who are not logged in.',
    repair: 'Check name and tag, or log in.',
    args: { action: 'pull image docker.io/library/ngnix', cause: 'manifest unknown' },
  },
  'engine/registry-unreachable': {
    meaning: 'The engine could not connect to the registry.',
    repair: 'Check the network and proxy of the machine that the engine runs on.',
    args: {
      action: 'pull image docker.io/library/nginx',
      cause: 'no such host',
      registry: 'registry-1.docker.io',
    },
  },
  'engine/insecure-registry': {
    meaning: 'The registry does not use TLS, which the engine insists on.',
    repair: 'Give the registry a certificate, or allow it on the engine if the network between is yours.',
    args: {
      action: 'pull image registry.local:5000/web',
      cause: 'server gave HTTP response to HTTPS client',
      registry: 'registry.local:5000',
    },
  },
  'engine/path-missing': {
    meaning: 'A path that is mounted is not on the machine that the engine runs on, which need not be yours.',
    repair: 'Create it there, correct it, or share the folder with the machine.',
    args: { action: 'create container shop-web-1', cause: 'statfs: no such file', path: '/srv/www' },
  },
  'engine/command-not-found': {
    meaning: 'The first word of the command is no program of the image.',
    repair: 'Check `command` and `entrypoint`. A shell line needs a shell: `["sh", "-c", "…"]`.',
    args: { action: 'start container shop-web-1', cause: 'executable file not found', command: 'serve' },
  },
  'engine/command-denied': {
    meaning:
      'The program is there, but not as one that can be run: it lacks the permission, or is of no known format.',
    repair: 'Make it executable and rebuild the image.',
    args: { action: 'start container shop-web-1', cause: 'permission denied', command: '/app/run.sh' },
  },
  'engine/no-controller': {
    meaning:
      'A limit is asked for that the engine’s control groups cannot hold: rootless engines have only what is delegated to them.',
    repair: 'Delegate the controller, or take the limit away.',
    args: { action: 'start container shop-web-1', cause: 'open memory.max', file: 'memory.max' },
  },
  'engine/no-space': {
    meaning: 'The disk of the engine’s storage is full.',
    repair: 'Free space there.',
    args: { action: 'pull image docker.io/library/nginx', cause: 'no space left on device' },
  },
  'engine/no-locks': {
    meaning:
      'Every container, pod and volume takes one of the engine’s locks (2048 unless configured), and all are taken.',
    repair: 'Remove what is not needed, or raise the number.',
    args: { action: 'create container shop-web-1', cause: 'allocation failed; exceeded num_locks' },
  },
  'engine/in-use': {
    meaning: 'What is to be removed is used by a container that is none of this project.',
    repair: 'Remove the user first.',
    args: { action: 'remove network shop_default', cause: 'network is being used' },
  },
  'engine/database-busy': {
    meaning: 'The engine gave up waiting for its own database.',
    repair: 'Run the command again, and update Podman.',
    args: { action: 'create container shop-web-1', cause: 'database is locked' },
  },
  'engine/build-failed': {
    meaning: 'The engine could not carry out a build. Its own words are in the message.',
    repair: 'Look at the step that failed, in the output above.',
    args: { action: 'build image shop-web', cause: 'exit status 1' },
  },
};
