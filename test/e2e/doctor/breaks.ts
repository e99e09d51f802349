import type { HostUser } from '../../support/test-host.ts';

/** Something that is broken for real. */
export interface Break {
  readonly what: string;
  /** Who looks, and whose containers are tried afterwards. */
  readonly user: HostUser;
  /** Shell commands that root runs on the host; absent: the compose file alone asks for what there is not. */
  readonly script?: string;
  /** How bad it is. */
  readonly state: 'error' | 'warning';
  /** The compose file that is looked after; `compose.yaml` when absent. */
  readonly file?: string;
  /** The environment of whoever looks, as long as it is broken. */
  readonly env?: Readonly<Record<string, string>>;
  /** What root mounts for whoever looks alone. */
  readonly within?: string;
  /** How the test takes back what only a person can mend; absent: `doctor --fix --yes` mends it. */
  readonly undo?: string;
}

const purge = (name: string): string => `dpkg --purge --force-depends ${name}`;
const ofTester = (command: string): string =>
  `runuser -u tester -- env HOME=/home/tester XDG_RUNTIME_DIR=/run/user/1000 ${command}`;
/** An engine that runs keeps to what it was started with. */
const withSocketOff = (script: string): string =>
  `systemctl stop podman.socket podman.service; ${script}; systemctl start podman.socket`;
/** The same for the user's, who does what is done as well. */
const withUserSocketOff = (command: string): string =>
  ['systemctl --user stop podman.socket podman.service', command, 'systemctl --user start podman.socket']
    .map(ofTester)
    .join('; ');
const dockerConfig = (text: string): string =>
  ofTester(`sh -c "mkdir -p ~/.docker && echo '${text.replaceAll('"', '\\"')}' >~/.docker/config.json"`);

/** Check → what makes it find something. While it is broken no other check finds anything. */
export const breaks: Readonly<Record<string, readonly Break[]>> = {
  podman: [{ what: 'Podman is not installed', user: 'root', script: purge('podman'), state: 'error' }],
  'podman-works': [
    {
      what: 'a file of containers.conf.d is no TOML',
      user: 'root',
      script:
        'mkdir -p /etc/containers/containers.conf.d; echo "[engine" >/etc/containers/containers.conf.d/bad.conf',
      state: 'error',
      // Systemd refuses to listen for a service that still ends; it ends once its configuration is right.
      undo: 'rm /etc/containers/containers.conf.d/bad.conf; for try in 1 2 3 4 5 6 7 8 9 10; do systemctl stop podman.socket podman.service; systemctl reset-failed podman.socket podman.service || true; if systemctl start podman.socket && sleep 1 && systemctl is-active podman.socket; then exit 0; fi; done; systemctl status --no-pager podman.socket podman.service >&2; exit 1',
    },
  ],
  engine: [
    {
      what: 'the engine that the environment names is gone',
      user: 'tester',
      env: { CONTAINER_HOST: 'unix:///nowhere.sock' },
      state: 'error',
      undo: 'true',
    },
  ],
  'api-socket': [
    {
      what: 'podman.socket is off',
      user: 'root',
      script: 'systemctl disable --now podman.socket',
      state: 'warning',
    },
    {
      what: 'the user’s podman.socket is off',
      user: 'tester',
      script: ofTester('systemctl --user disable --now podman.socket'),
      state: 'warning',
    },
  ],
  runtime: [
    { what: 'crun is not installed', user: 'root', script: purge('crun'), state: 'error' },
    { what: 'conmon is gone', user: 'tester', script: 'rm /usr/bin/conmon', state: 'error' },
  ],
  'network-backend': [
    { what: 'netavark is not installed', user: 'root', script: purge('netavark'), state: 'error' },
  ],
  'container-names': [
    {
      what: 'aardvark-dns is gone',
      user: 'root',
      script: 'rm /usr/lib/podman/aardvark-dns',
      state: 'error',
    },
  ],
  helpers: [
    { what: 'catatonit is not installed', user: 'root', script: purge('catatonit'), state: 'error' },
    {
      what: 'rootlessport is where nobody looks',
      user: 'tester',
      script: 'mv /usr/libexec/podman/rootlessport /usr/local/bin/',
      state: 'error',
    },
  ],
  'subordinate-ids': [
    {
      what: 'there are no subordinate ids',
      user: 'tester',
      script: 'sed -i /tester/d /etc/subuid /etc/subgid',
      state: 'error',
    },
  ],
  'id-mapping': [
    { what: 'newuidmap is not installed', user: 'tester', script: purge('uidmap'), state: 'error' },
    { what: 'newuidmap may nothing', user: 'tester', script: 'chmod u-s /usr/bin/newuidmap', state: 'error' },
  ],
  'rootless-network': [
    { what: 'pasta is not installed', user: 'tester', script: purge('passt'), state: 'error' },
    {
      what: 'there is no default route, and a bridge of root’s containers',
      user: 'tester',
      script:
        'podman network create way; podman run -d --name way --network way localhost/doctor sleep inf; ip route delete default',
      state: 'warning',
      undo: 'ip route add default via 192.0.2.2; podman rm --force --time 0 way; podman network rm way',
    },
  ],
  'user-session': [
    {
      what: 'the message bus of the user is gone',
      user: 'tester',
      script: 'rm /run/user/1000/bus',
      state: 'warning',
    },
  ],
  'low-ports': [{ what: 'port 81 is root’s alone', user: 'tester', file: 'low-port.yaml', state: 'error' }],
  cgroups: [
    {
      what: 'control groups of both versions are mounted, and the new one has controllers',
      user: 'root',
      within:
        'mount -t tmpfs tmpfs /sys/fs/cgroup; mkdir /sys/fs/cgroup/unified; mount -t cgroup2 cgroup2 /sys/fs/cgroup/unified',
      state: 'error',
      undo: 'true',
    },
  ],
  controllers: [
    {
      what: 'the host gets no controllers for limits that the compose file sets',
      user: 'root',
      within:
        'echo hugetlb >/run/controllers; mount --bind /run/controllers /sys/fs/cgroup/cgroup.controllers',
      file: 'limits.yaml',
      state: 'warning',
      undo: 'true',
    },
  ],
  'user-namespaces': [
    {
      // The real setting is one for all hosts on this kernel: another is put over what this one sees of it.
      what: 'the kernel gives ordinary users no namespaces',
      user: 'tester',
      script: 'echo 0 >/run/namespaces',
      within: 'mount --bind /run/namespaces /proc/sys/user/max_user_namespaces',
      state: 'error',
    },
  ],
  'storage-driver': [
    {
      what: 'storage.conf chooses vfs',
      user: 'tester',
      script: withUserSocketOff(
        `sh -c "mkdir -p ~/.config/containers && printf '[storage]\\ndriver = \\"vfs\\"\\ngraphroot = \\"/home/tester/vfs\\"\\n' >~/.config/containers/storage.conf"`,
      ),
      state: 'warning',
      undo: withUserSocketOff('rm -r /home/tester/.config/containers/storage.conf /home/tester/vfs'),
    },
  ],
  'storage-space': [
    {
      what: 'the disk with images is nearly full',
      user: 'root',
      script: withSocketOff('mount -t tmpfs -o size=900M tmpfs /var/lib/containers'),
      state: 'error',
      undo: withSocketOff('umount -l /var/lib/containers'),
    },
  ],
  'short-names': [
    {
      what: 'short names are looked for nowhere',
      user: 'root',
      script: 'rm /etc/containers/registries.conf.d/10-test.conf',
      state: 'warning',
    },
  ],
  'registry-logins': [
    {
      what: 'the logins are no JSON',
      user: 'tester',
      script: dockerConfig('{half'),
      state: 'warning',
      undo: 'rm /home/tester/.docker/config.json',
    },
    {
      what: 'the credential helper is not there',
      user: 'tester',
      script: dockerConfig('{"credsStore": "lost"}'),
      state: 'warning',
      undo: 'rm /home/tester/.docker/config.json',
    },
  ],
  linger: [
    {
      what: 'the user does not linger',
      user: 'tester',
      script: 'rm /var/lib/systemd/linger/tester',
      state: 'warning',
    },
  ],
  'restart-service': (['root', 'tester'] as const).map((user) => ({
    what: `nothing starts containers of ${user} again after a reboot`,
    user,
    file: 'restart.yaml',
    state: 'warning',
  })),
  'health-timers': [
    {
      what: 'no systemd can be asked for the timers of a health check',
      user: 'root',
      within: 'mkdir /run/none; mount --bind /run/none /run/systemd',
      file: 'health-check.yaml',
      state: 'warning',
      undo: 'true',
    },
  ],
  'stale-sockets': [
    {
      what: 'a socket that nobody listens on',
      user: 'root',
      script: `mv /run/podman/podman.sock /run/podman/other.sock; ${withSocketOff('true')}; rm /run/podman/podman.sock; mv /run/podman/other.sock /run/podman/podman.sock`,
      state: 'error',
    },
  ],
  'stale-pause': [
    {
      what: 'another process has the number of the pause process',
      user: 'tester',
      script: 'sleep 1000 >/dev/null 2>&1 & echo $! >/run/user/1000/libpod/tmp/pause.pid',
      state: 'warning',
    },
  ],
  connections: [
    {
      what: 'the default connection points nowhere',
      user: 'tester',
      script: ofTester('podman system connection add --default dead unix:///nowhere.sock'),
      state: 'warning',
    },
  ],
  'machine-programs': [
    {
      what: 'what podman machine runs is not installed',
      user: 'tester',
      script: 'mknod -m 666 /dev/kvm c 10 232',
      file: 'machine.yaml',
      state: 'error',
    },
  ],
  kvm: [
    {
      what: '/dev/kvm is for others',
      user: 'tester',
      script: 'getent group kvm || groupadd --system kvm; chgrp kvm /dev/kvm; chmod 660 /dev/kvm',
      file: 'machine.yaml',
      state: 'warning',
    },
  ],
  'stale-machine': [
    {
      what: 'a machine died, and its gvproxy lives',
      user: 'tester',
      script: ofTester(
        'sh -c "mkdir -p ~/.config/containers/podman/machine/qemu ~/podman && cp machine.json ~/.config/containers/podman/machine/qemu/dev.json && cp gvproxy.sh ~/podman/gvproxy && chmod +x ~/podman/gvproxy && (~/podman/gvproxy >/dev/null 2>&1 &)"',
      ),
      state: 'warning',
    },
  ],
};

/** Check → why nothing here is broken for it; what it says then is tested with what was seen or is documented. */
export const notBroken: Readonly<Record<string, string>> = {
  selinux: 'a kernel without SELinux has no /sys/fs/selinux, and nothing can be mounted there',
  'machine-disk': 'it asks a virtual machine with a disk of its own, which the machine of namespaces has not',
  'machine-clock':
    'it asks a virtual machine with a clock of its own, which the machine of namespaces has not',
};
