import type { HostUser } from '../../support/test-host.ts';

/** Something that is broken for real, and what `doctor` says of it. */
export interface Break {
  readonly what: string;
  /** Who looks, and whose containers are tried afterwards. */
  readonly user: HostUser;
  /** Shell commands that root runs on the host. */
  readonly script: string;
  /** Names of checks, and how bad they find it. All others find nothing. */
  readonly found: Readonly<Record<string, 'error' | 'warning'>>;
  /** The compose file that is looked after; `compose.yaml` when absent. */
  readonly file?: string;
}

const purge = (name: string): string => `dpkg --purge --force-depends ${name}`;
const ofTester = (command: string): string =>
  `runuser -u tester -- env HOME=/home/tester XDG_RUNTIME_DIR=/run/user/1000 ${command}`;

/** Every one of them is mended by `doctor --fix --yes`. */
export const breaks: readonly Break[] = [
  { what: 'Podman is not installed', user: 'root', script: purge('podman'), found: { podman: 'error' } },
  { what: 'crun is not installed', user: 'root', script: purge('crun'), found: { runtime: 'error' } },
  { what: 'conmon is gone', user: 'tester', script: 'rm /usr/bin/conmon', found: { runtime: 'error' } },
  {
    what: 'netavark is not installed',
    user: 'root',
    script: purge('netavark'),
    found: { 'network-backend': 'error' },
  },
  {
    what: 'aardvark-dns is gone',
    user: 'root',
    script: 'rm /usr/lib/podman/aardvark-dns',
    found: { 'container-names': 'error' },
  },
  {
    what: 'catatonit is not installed',
    user: 'root',
    script: purge('catatonit'),
    found: { helpers: 'error' },
  },
  {
    what: 'rootlessport is where nobody looks',
    user: 'tester',
    script: 'mv /usr/libexec/podman/rootlessport /usr/local/bin/',
    found: { helpers: 'error' },
  },
  {
    what: 'pasta is not installed',
    user: 'tester',
    script: purge('passt'),
    found: { 'rootless-network': 'error' },
  },
  {
    what: 'there are no subordinate ids',
    user: 'tester',
    script: 'sed -i /tester/d /etc/subuid /etc/subgid',
    found: { 'subordinate-ids': 'error' },
  },
  {
    what: 'newuidmap is not installed',
    user: 'tester',
    script: purge('uidmap'),
    found: { 'id-mapping': 'error' },
  },
  {
    what: 'newuidmap may nothing',
    user: 'tester',
    script: 'chmod u-s /usr/bin/newuidmap',
    found: { 'id-mapping': 'error' },
  },
  {
    what: 'the user does not linger',
    user: 'tester',
    script: 'rm /var/lib/systemd/linger/tester',
    found: { linger: 'warning' },
  },
  {
    what: 'podman.socket is off',
    user: 'root',
    script: 'systemctl disable --now podman.socket',
    found: { 'api-socket': 'warning' },
  },
  {
    what: 'the user’s podman.socket is off',
    user: 'tester',
    script: ofTester('systemctl --user disable --now podman.socket'),
    found: { 'api-socket': 'warning' },
  },
  {
    what: 'a socket that nobody listens on',
    user: 'root',
    script:
      'mv /run/podman/podman.sock /run/podman/other.sock; systemctl stop podman.socket podman.service; ' +
      'systemctl start podman.socket; rm /run/podman/podman.sock; mv /run/podman/other.sock /run/podman/podman.sock',
    found: { 'stale-sockets': 'error' },
  },
  {
    what: 'the message bus of the user is gone',
    user: 'tester',
    script: 'rm /run/user/1000/bus',
    found: { 'user-session': 'warning' },
  },
  {
    what: 'short names are looked for nowhere',
    user: 'root',
    script: 'rm /etc/containers/registries.conf.d/10-test.conf',
    found: { 'short-names': 'warning' },
  },
  {
    what: 'nothing starts containers again after a reboot',
    user: 'root',
    script: 'true',
    found: { 'restart-service': 'warning' },
    file: 'restart.yaml',
  },
  {
    what: 'nothing starts the user’s containers again after a reboot',
    user: 'tester',
    script: 'true',
    found: { 'restart-service': 'warning' },
    file: 'restart.yaml',
  },
  {
    what: 'port 81 is root’s alone',
    user: 'tester',
    script: 'true',
    found: { 'low-ports': 'error' },
    file: 'low-port.yaml',
  },
  {
    what: 'another process has the number of the pause process',
    user: 'tester',
    script: 'sleep 1000 >/dev/null 2>&1 & echo $! >/run/user/1000/libpod/tmp/pause.pid',
    found: { 'stale-pause': 'warning' },
  },
  {
    what: 'the default connection points nowhere',
    user: 'tester',
    script: ofTester('podman system connection add --default dead unix:///nowhere.sock'),
    found: { connections: 'warning' },
  },
];

/** What only a person can mend: what is broken, what is found, and how the test takes it back. */
export const beyondRepair: readonly (Break & { readonly undo: string })[] = [
  {
    what: 'a file of containers.conf.d is no TOML',
    user: 'root',
    script:
      'mkdir -p /etc/containers/containers.conf.d; echo "[engine" >/etc/containers/containers.conf.d/bad.conf',
    found: { 'podman-works': 'error' },
    // Systemd refuses to listen for a service that still ends; it ends once its configuration is right.
    undo: 'rm /etc/containers/containers.conf.d/bad.conf; for try in 1 2 3 4 5 6 7 8 9 10; do systemctl stop podman.socket podman.service; systemctl reset-failed podman.socket podman.service || true; if systemctl start podman.socket && sleep 1 && systemctl is-active podman.socket; then exit 0; fi; done; systemctl status --no-pager podman.socket podman.service >&2; exit 1',
  },
  {
    what: 'the logins are no JSON',
    user: 'tester',
    script: ofTester('sh -c "mkdir -p ~/.docker && echo {half >~/.docker/config.json"'),
    found: { 'registry-logins': 'warning' },
    undo: 'rm /home/tester/.docker/config.json',
  },
  {
    what: 'the credential helper is not there',
    user: 'tester',
    script: ofTester(
      `sh -c "mkdir -p ~/.docker && echo '{\\"credsStore\\": \\"lost\\"}' >~/.docker/config.json"`,
    ),
    found: { 'registry-logins': 'warning' },
    undo: 'rm /home/tester/.docker/config.json',
  },
  {
    what: 'the disk with images is nearly full',
    user: 'root',
    script:
      'systemctl stop podman.socket podman.service; mount -t tmpfs -o size=900M tmpfs /var/lib/containers; systemctl start podman.socket',
    found: { 'storage-space': 'error' },
    undo: 'systemctl stop podman.socket podman.service; umount -l /var/lib/containers; systemctl start podman.socket',
  },
];
