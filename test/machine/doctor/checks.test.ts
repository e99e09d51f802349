import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/machine/doctor/check.ts';
import { checks } from '../../../src/machine/doctor/checks.ts';
import { actionsOf } from '../../../src/machine/doctor/action.ts';
import { actionLines } from '../../../src/machine/doctor/action-words.ts';
import { examine } from '../../../src/machine/doctor/examine.ts';
import type { SeenHost } from '../../support/doctor-facts.ts';
import { factsOf, verdictOf } from '../../support/doctor-facts.ts';

function checkNamed(name: string): Check {
  const found = checks.find((check) => check.name === name);
  if (found === undefined) throw new Error(`there is no check ${name}`);
  return found;
}

/** State, what was found, and the lines that mend it. */
async function told(name: string, seen: SeenHost): Promise<readonly string[]> {
  const verdict = await verdictOf(checkNamed(name), seen);
  const lines =
    'fix' in verdict
      ? actionsOf(verdict.fix, await (await factsOf(seen)).packageManager()).flatMap((action) =>
          actionLines(action, true),
        )
      : [];
  return [verdict.state, verdict.found, ...lines];
}

const proc = (settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`/proc/sys/${key.replaceAll('.', '/')}`, value]),
  );

test('names are in kebab case and unlike each other', () => {
  const names = checks.map(({ name }) => name);
  expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

describe('cgroups', () => {
  // The lines of /proc/self/mounts as a hybrid Debian 12 and a Debian 13 have them.
  const top = 'tmpfs /sys/fs/cgroup tmpfs rw,nosuid,nodev,noexec,mode=755 0 0\n';
  const one = `${top}cgroup /sys/fs/cgroup/memory cgroup rw,nosuid,nodev,noexec,relatime,memory 0 0\n`;
  const beside = 'cgroup2 /sys/fs/cgroup/unified cgroup2 rw,nosuid,nodev,noexec,relatime 0 0\n';
  const two = 'cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime 0 0\n';
  const foreign = 'cgroup /opt/other/sys/fs/cgroup/memory cgroup rw 0 0\n';
  test.each([
    [one + beside, 'hugetlb\n', 'error', 'versions 1 and 2 share the controllers between them'],
    [two + top + beside, 'hugetlb\n', 'error', 'versions 1 and 2 share the controllers between them'],
    [one + beside, '\n', 'warning', 'limits are those of version 1, which Podman is giving up'],
    [one, '', 'warning', 'limits are those of version 1, which Podman is giving up'],
    [two + foreign, '', 'fine', 'version 2'],
    ['', '', 'warning', 'none are mounted on /sys/fs/cgroup'],
  ])('mounts %#', async (mounts, controllers, state, found) => {
    const files = { '/proc/self/mounts': mounts, '/sys/fs/cgroup/unified/cgroup.controllers': controllers };
    expect((await told('cgroups', { files })).slice(0, 2)).toEqual([state, found]);
  });
});

describe('what pasta takes for the way out', () => {
  const top = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
  const bridged = 'podman1\t0000590A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n';
  const wired = 'eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n';
  const byDefault = 'eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n';
  test.each([
    [byDefault + bridged, 'fine'],
    [bridged + byDefault, 'fine'],
    [wired + bridged, 'fine'],
    ['', 'fine'],
    [bridged + wired, 'warning'],
  ])('routes %#', async (routes, state) => {
    const files = { '/proc/net/route': top + routes, '/sys/class/net/podman1/bridge/bridge_id': '8000\n' };
    const [seen, found = '', repair = ''] = await told('rootless-network', { files, programs: ['pasta'] });
    expect(seen).toBe(state);
    if (state === 'fine') return;
    expect(found).toContain('`podman1`');
    expect(repair).toContain('ip route add default');
  });
});

describe('controllers', () => {
  const info = { host: { cgroupControllers: ['memory', 'pids'] } };
  test('a controller that the host has and the user has not is delegated by a drop-in', async () => {
    const files = { '/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory hugetlb pids rdma misc\n' };
    expect(await told('controllers', { info, files })).toEqual([
      'warning',
      'the controller `cpu` is missing for an ordinary user',
      '$ sudo mkdir --parents /etc/systemd/system/user@.service.d',
      "$ printf '%s\\n' '[Service]' 'Delegate=cpu cpuset io memory pids' | sudo tee /etc/systemd/system/user@.service.d/60-selkie-delegate.conf",
      '$ sudo systemctl daemon-reload',
      'log out and in again (`/etc/systemd/system/user@.service.d` holds from the next login)',
    ]);
  });
  test.each([
    ['note', 'services: { web: { image: x } }', ''],
    ['warning', 'services: { web: { image: x, cpus: 0.5 } }', ', and web would be limited by them'],
  ])('one that the host lacks is a %s where %s', async (state, compose, more) => {
    const files = { '/sys/fs/cgroup/cgroup.controllers': 'hugetlb\n' };
    const lacking = { host: { cgroupControllers: [] } };
    expect((await told('controllers', { info: lacking, files, compose })).slice(0, 2)).toEqual([
      state,
      `the controllers \`cpu\`, \`memory\`, \`pids\` are missing on this host${more}`,
    ]);
  });
});

describe('user-namespaces', () => {
  test('a kernel that has none gets a setting of its own file', async () => {
    const seen = { files: proc({ 'user.max_user_namespaces': '0\n' }), programs: ['sysctl'] };
    expect(await told('user-namespaces', seen)).toEqual([
      'error',
      'the kernel refuses user namespaces (`user.max_user_namespaces` is 0)',
      '$ sudo mkdir --parents /etc/sysctl.d',
      "$ printf '%s\\n' 'user.max_user_namespaces = 28633' | sudo tee /etc/sysctl.d/60-selkie-user-namespaces.conf",
      '$ sudo sysctl --load /etc/sysctl.d/60-selkie-user-namespaces.conf',
    ]);
  });
  test.each([
    [{ 'kernel.unprivileged_userns_clone': '0\n' }, {}, 'error'],
    [{ 'kernel.apparmor_restrict_unprivileged_userns': '1\n' }, {}, 'warning'],
    [{ 'kernel.apparmor_restrict_unprivileged_userns': '1\n' }, { '/etc/apparmor.d/podman': '' }, 'fine'],
    [{ 'user.max_user_namespaces': '96288\n' }, {}, 'fine'],
  ])('%j: %s', async (settings, files, state) => {
    const [found] = await told('user-namespaces', { files: { ...proc(settings), ...files } });
    expect(found).toBe(state);
  });
});

describe('selinux', () => {
  const compose = 'services: { web: { image: x, volumes: ["./data:/data", "./more:/more:Z"] } }';
  test.each([
    ['1', 'warning', 'SELinux is enforcing, and `/project/data` is mounted without a label'],
    ['0', 'fine', 'SELinux is there and not enforcing'],
    [undefined, 'not-applicable', 'this host has no SELinux'],
  ])('enforce is %s: %s', async (enforce, state, found) => {
    const files = enforce === undefined ? {} : { '/sys/fs/selinux/enforce': enforce };
    expect((await told('selinux', { files, compose })).slice(0, 2)).toEqual([state, found]);
  });
});

describe('storage-driver', () => {
  test('vfs is told, and fuse-overlayfs is what lacks', async () => {
    const info = { store: { graphDriverName: 'vfs' } };
    expect((await told('storage-driver', { info, programs: ['dnf'] })).slice(0, 3)).toEqual([
      'warning',
      'the storage in `/home/alice/.local/share/containers/storage` is of the driver vfs',
      '$ sudo dnf install --assumeyes fuse-overlayfs',
    ]);
  });

  test('a kernel that has layers for ordinary users needs none of it', async () => {
    const info = { store: { graphDriverName: 'vfs' } };
    const files = { '/proc/sys/kernel/osrelease': '6.1.0-18-amd64\n' };
    const lines = await told('storage-driver', { info, files, programs: ['dnf'] });
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/^set `driver = "overlay"`/);
  });
});

test.each([
  ['services: { web: { image: x, healthcheck: { test: "true" } } }', 'warning'],
  ['services: { web: { image: x } }', 'note'],
])('without systemd health checks have no timers: %s is a %s', async (compose, state) => {
  expect((await told('health-timers', { compose }))[0]).toBe(state);
});

describe('machines', () => {
  const compose = 'services: { web: { image: x } }\nx-podman: { machine: { provider: podman } }\n';
  const helpers = { '/usr/libexec/podman/rootlessport': '' };

  test('helpers of podman machine that are elsewhere are linked, and those that are nowhere installed', async () => {
    const programs = ['gvproxy', 'qemu-system-x86_64', 'qemu-img', 'apt-get'];
    expect(await told('machine-programs', { compose, programs, files: helpers })).toEqual([
      'error',
      'there is `gvproxy` only in `/usr/bin/gvproxy`, no `virtiofsd`, no `ssh-keygen`',
      '$ sudo apt-get update',
      '$ sudo apt-get install --yes --no-install-recommends virtiofsd openssh-client',
      '$ sudo ln --symbolic /usr/bin/gvproxy /usr/libexec/podman/gvproxy',
    ]);
  });

  test('on macOS Podman’s own package brings them', async () => {
    expect(await told('machine-programs', { platform: 'darwin', programs: ['brew'] })).toEqual([
      'error',
      'there is no `gvproxy`, no `vfkit`',
      '$ brew install podman',
    ]);
  });

  test.each([
    [{}, {}, 'warning', 'there is no /dev/kvm'],
    [{ '/dev/kvm': '' }, { exitCode: 1, stderr: '' }, 'warning', 'this user may not open /dev/kvm'],
    [{ '/dev/kvm': '' }, '', 'fine', '/dev/kvm can be opened'],
  ])('kvm %#: %s', async (files, opened, state, found) => {
    const answers = { 'test -r /dev/kvm -a -w /dev/kvm': opened as string };
    expect((await told('kvm', { compose, files, answers })).slice(0, 2)).toEqual([state, found]);
  });

  test('whoever has been put into the group of /dev/kvm is only to log in again', async () => {
    const answers = {
      'test -r /dev/kvm -a -w /dev/kvm': { exitCode: 1, stderr: '' },
      'id -nG alice': 'alice kvm\n',
    };
    expect(await told('kvm', { compose, files: { '/dev/kvm': '' }, answers })).toEqual([
      'note',
      'alice is in the group `kvm`, and may open /dev/kvm from the next login on',
      'log out and in again',
    ]);
  });

  test('nobody hears of them where nothing uses podman machine', async () => {
    for (const name of ['kvm', 'machine-programs', 'machine-disk', 'machine-clock', 'stale-machine']) {
      expect((await told(name, { engine: 'rootless-socket' }))[0]).toBe('not-applicable');
    }
  });

  // `podman machine list` of Podman 5.8 after `gvproxy` was left behind by a start that was killed.
  const listed = (isRunning: boolean) =>
    JSON.stringify([{ Name: 'dev', Running: isRunning, Starting: false, VMType: 'qemu', Port: 41_573 }]);
  test.each([
    [false, ['warning', 'no machine runs, and `gvproxy` (process 812) does', '$ kill 812']],
    [true, ['fine', 'a machine runs']],
  ])('what a crash left of a machine is found unless one runs (%s)', async (isRunning, expected) => {
    const files = {
      '/home/alice/.config/containers/podman/machine/qemu/dev.json': '{}',
      '/proc/812/comm': 'gvproxy\n',
      '/proc/812/cmdline': 'gvproxy\0-listen-qemu\0unix:///run/user/1000/podman/dev-gvproxy.sock\0',
      '/proc/813/comm': 'virtiofsd\n',
      '/proc/813/cmdline': 'virtiofsd\0--shared-dir=/srv/of-another-vm\0',
    };
    const answers = { 'podman machine list --format json': listed(isRunning) };
    expect(await told('stale-machine', { files, answers, engine: 'rootless-socket' })).toEqual(expected);
  });

  const ofMachine: SeenHost = {
    platform: 'darwin',
    engine: 'default-connection',
    files: { '/home/alice/.config/containers/podman/machine/applehv/podman-machine-default.json': '{}' },
  };

  // The clock of the host stands at 2026-01-01 in these tests; `date +%s%3N` printed this in the machine.
  test.each([
    ['1767225600300\n', 'fine', '0.3 s ahead of this host'],
    [
      '1767225000000\n',
      'warning',
      'the clock of machine `podman-machine-default` is 600.0 s behind this host',
    ],
    ['', 'not-applicable', 'the machine does not tell its time'],
  ])('a machine whose clock says %j: %s', async (text, state, found) => {
    const answers = { 'podman machine ssh podman-machine-default date +%s%3N': text };
    expect((await told('machine-clock', { ...ofMachine, answers })).slice(0, 2)).toEqual([state, found]);
  });

  test.each([
    [99.5e9, 'error', 'the machine’s disk has 500MB of 100GB free'],
    [95e9, 'warning', 'the machine’s disk has 5GB of 100GB free'],
    [50e9, 'fine', '50GB of 100GB free'],
  ])('a machine whose disk of 100 GB has %d bytes used: %s', async (used, state, found) => {
    const info = { store: { graphRootAllocated: 100e9, graphRootUsed: used } };
    const [first, words] = await told('machine-disk', { ...ofMachine, info });
    expect([first, words]).toEqual([state, found]);
  });
});

describe('podman', () => {
  test.each([
    ['podman version 5.4.2\n', 'fine'],
    ['podman version 4.3.1\n', 'warning'],
    ['podman version 3.4.4\n', 'error'],
  ])('%s is %s', async (version, state) => {
    expect((await told('podman', { answers: { '/usr/bin/podman --version': version } }))[0]).toBe(state);
  });
});

test('what only follows from another error is not told as well', async () => {
  const facts = await factsOf({ files: {}, programs: [] });
  const results = await examine(checks, facts);
  const states = Object.fromEntries(results.map(({ check, verdict }) => [check.name, verdict.state]));
  expect(states).toMatchObject({ runtime: 'error', engine: 'not-applicable', 'stale-sockets': 'fine' });
});

describe('a package of Podman that is too old is not installed', () => {
  const debian = (version: string) => `PRETTY_NAME="Debian"\nVERSION_ID="${version}"\nID=debian\n`;
  // What `apt-cache policy podman` prints on Debian 12 and 13, and before the first `apt-get update`.
  const policy = (candidate: string) =>
    `podman:\n  Installed: (none)\n  Candidate: ${candidate}\n  Version table:\n`;
  test.each([
    ['12', policy('4.3.1+ds1-8+deb12u1+b1'), false],
    ['13', policy('5.4.2+ds1-2+b2'), true],
    ['12', policy('(none)'), false],
    ['13', policy('(none)'), true],
  ])('Debian %s with %j', async (version, text, isInstalled) => {
    const check = checkNamed('podman');
    const facts = await factsOf({
      programs: ['apt-get'],
      files: { '/etc/os-release': debian(version) },
      answers: { 'apt-cache policy podman': text },
    });
    const verdict = await check.run({ ...facts, podman: () => Promise.resolve(undefined) });
    expect('fix' in verdict && verdict.fix.some(({ kind }) => kind === 'install')).toBe(isInstalled);
  });
});
