import { describe, expect, test } from 'vitest';
import { hardLimit, hasCapability } from '../../src/machine/rootfs/host-facts.ts';
import type { HostFacts } from '../../src/machine/rootfs/root-files.ts';
import { rootFiles, withoutSharedPaths } from '../../src/machine/rootfs/root-files.ts';
import { defaultMachineName } from '../../src/machine/machine-name.ts';

const usual: HostFacts = {
  controllers: new Set(['cpuset', 'cpu', 'io', 'memory', 'pids']),
  canRaiseLimits: true,
  maxOpenFiles: 1024,
  maxProcesses: undefined,
  resolvConf: 'nameserver 192.0.2.1\n',
  proxies: new Map(),
  isOnOverlay: false,
};
const confined: HostFacts = {
  ...usual,
  controllers: new Set(['hugetlb']),
  canRaiseLimits: false,
  maxOpenFiles: 20000,
  maxProcesses: 96365,
};
const conf = 'etc/containers/containers.conf.d/50-selkie.conf';
const spec = { name: defaultMachineName, network: 'host' } as const;

describe('containers.conf', () => {
  test('is empty on a host that has and allows everything', () => {
    expect(rootFiles(spec, usual).get(conf)).toBe('');
  });

  test('does without controllers and high limits where the host has none', () => {
    expect(rootFiles(spec, confined).get(conf)).toMatchInlineSnapshot(`
      "[containers]
      pids_limit = 0
      default_ulimits = ["nofile=20000:20000", "nproc=96365:96365"]
      [engine]
      cgroup_manager = "cgroupfs"
      "
    `);
  });

  test('hands proxies on to the engine, whatever is in them', () => {
    const proxies = new Map([['https_proxy', 'http://me:"x\\y"@proxy:3128']]);
    expect(rootFiles(spec, { ...usual, proxies }).get(conf)).toMatchInlineSnapshot(`
      "[engine]
      env = ["https_proxy=http://me:\\"x\\\\y\\"@proxy:3128"]
      "
    `);
  });
});

test('a private network has no name servers', () => {
  expect(rootFiles(spec, usual).get('etc/resolv.conf')).toBe('nameserver 192.0.2.1\n');
  expect(rootFiles({ ...spec, network: 'private' }, usual).get('etc/resolv.conf')).toBe('');
});

test('storage does without overlay only where overlay cannot lie on what is below', () => {
  expect(rootFiles(spec, usual).has('etc/containers/storage.conf')).toBe(false);
  expect(rootFiles(spec, { ...usual, isOnOverlay: true }).get('etc/containers/storage.conf')).toContain(
    '"vfs"',
  );
});

test('units that would change the host are masked', () => {
  const files = rootFiles(spec, usual);
  for (const unit of [
    'systemd-sysctl.service',
    'systemd-modules-load.service',
    'systemd-remount-fs.service',
  ]) {
    expect(files.get(`etc/systemd/system/${unit}`)).toBe('');
  }
});

describe('tmpfiles.d', () => {
  const text = [
    '# Clear tmp directories',
    'q /tmp 1777 root root 10d',
    'D! /tmp/.X11-unix 1777 root root 10d',
    'R! /tmp/systemd-private-*',
    'd /run/lock 0755 root root -',
    'Q /home 0755 - - -',
    'd /homework 0755 - - -',
    '',
  ].join('\n');

  test('loses what it would do in shared folders, and nothing else', () => {
    expect(withoutSharedPaths(text, ['/home', '/tmp'])).toMatchInlineSnapshot(`
      "# Clear tmp directories
      d /run/lock 0755 root root -
      d /homework 0755 - - -
      "
    `);
  });

  test('stays as it is when no shared folder is in it', () => {
    expect(withoutSharedPaths(text, ['/srv'])).toBeUndefined();
  });
});

test('capabilities and limits are read as the kernel prints them', () => {
  const status = 'CapInh:\t0000000000000000\nCapEff:\t000001fffeffffff\n';
  expect(hasCapability(status, 24n)).toBe(false);
  expect(hasCapability(status, 21n)).toBe(true);
  const limits = [
    'Limit                     Soft Limit           Hard Limit           Units     ',
    'Max processes             96365                96366                processes ',
    'Max open files            1024                 unlimited            files     ',
  ].join('\n');
  expect(hardLimit(limits, 'Max processes')).toBe(96366);
  expect(hardLimit(limits, 'Max open files')).toBeUndefined();
});
