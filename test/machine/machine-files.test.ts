import { describe, expect, test } from 'vitest';
import {
  requireMirror,
  requireName,
  requirePackages,
  requireSuite,
} from '../../src/machine/check-request.ts';
import { parseMachineName } from '../../src/machine/machine-name.ts';
import type { MachineRecord } from '../../src/machine/machine-spec.ts';
import { parseRecord, parseRun, printRecord, printRun } from '../../src/machine/machine-spec.ts';
import { enterCommand } from '../../src/machine/rootfs/enter.ts';
import { mountsWithin, parseMountInfo } from '../../src/machine/rootfs/mount-table.ts';
import { pristineKey } from '../../src/machine/rootfs/packages.ts';
import { parseProcessStat } from '../../src/machine/rootfs/process-identity.ts';
import { checkShares, defaultShares } from '../../src/machine/shares.ts';
import { stateDirOf } from '../../src/machine/state-dir.ts';
import { memoryHost } from '../support/memory-host.ts';

const record: MachineRecord = {
  name: requireName('box'),
  provider: 'rootfs',
  suite: 'trixie',
  packages: ['curl'],
  network: 'private',
  shares: ['/srv'],
  mirror: undefined,
  created: '2026-01-01T00:00:00.000Z',
};

describe('records', () => {
  test('what is written is read again', () => {
    expect(parseRecord(printRecord(record))).toEqual(record);
    const run = {
      pid: 42,
      pidStartTime: '1234',
      socket: '/proc/42/root/run/podman/podman.sock',
      cgroup: undefined,
    };
    expect(parseRun(printRun(run))).toEqual(run);
  });

  test.each(['', '{', '[]', '{"name":"box"}', printRecord(record).replace('private', 'odd')])(
    'no record: %j',
    (text) => {
      expect(parseRecord(text)).toBeUndefined();
    },
  );

  test.each([
    '',
    '{}',
    '{"pid":1,"pidStartTime":"1","socket":"/s"}',
    '{"pid":"42","pidStartTime":"1","socket":"/s"}',
  ])('no run: %j', (text) => {
    expect(parseRun(text)).toBeUndefined();
  });
});

test.each([
  ['selkie', true],
  ['a', true],
  ['box-2', true],
  ['-box', false],
  ['box-', false],
  ['Box', false],
  ['a/../b', false],
  ['', false],
  ['x'.repeat(33), false],
])('%j is a name: %j', (text, isName) => {
  expect(parseMachineName(text) !== undefined).toBe(isName);
});

test('requests are checked before anything is done', () => {
  expect(requirePackages(' jq, curl,,jq ')).toEqual(['curl', 'jq']);
  expect(requireMirror('https://mirror.example.org/debian/')).toBe('https://mirror.example.org/debian');
  expect(() => requirePackages('curl;reboot')).toThrow('machine/bad-package');
  expect(() => requirePackages('--purge')).toThrow('machine/bad-package');
  expect(() => requireSuite('bookworm')).toThrow('machine/bad-suite');
  expect(() => requireSuite('../sid')).toThrow('machine/bad-suite');
  expect(() => requireMirror('mirror.example.org')).toThrow('machine/bad-mirror');
  expect(() => requireName('My Box')).toThrow('machine/bad-name');
});

test('the state folder is the one that is named, the system’s, or the user’s', () => {
  const user = { uid: 1000, homeDir: '/home/me' };
  expect(stateDirOf({ uid: 0, homeDir: '/root', env: {} })).toBe('/var/lib/selkie');
  expect(stateDirOf({ ...user, env: {} })).toBe('/home/me/.local/share/selkie');
  expect(stateDirOf({ ...user, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/selkie');
  expect(stateDirOf({ ...user, env: { SELKIE_STATE_DIR: '/state/' } })).toBe('/state');
});

test('equal packages make equal roots, in any order', () => {
  const key = pristineKey('trixie', ['curl', 'jq'], 'x64');
  expect(pristineKey('trixie', ['jq', 'curl', 'podman'], 'x64')).toBe(key);
  expect(key).toMatch(/^trixie-x64-[0-9a-f]{8}$/);
  expect(pristineKey('trixie', ['curl'], 'x64')).not.toBe(key);
});

test('a process is read from its line, whatever it is called', () => {
  const fields = Array.from({ length: 20 }, (_, index) => (index === 0 ? 'S' : String(index)));
  fields[19] = '361481';
  expect(parseProcessStat(`13526 (a) (b c) ${fields.join(' ')}\n`)).toEqual({
    pid: 13526,
    state: 'S',
    startTime: '361481',
  });
  expect(parseProcessStat('')).toBeUndefined();
});

test('mounts in a folder are found, also those with blanks in their names', () => {
  const mounts = parseMountInfo(
    [
      '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
      '40 22 0:30 / /srv/my\\040box rw - tmpfs tmpfs rw',
      '41 22 0:31 / /srv/my\\040boxes rw master:3 - cgroup2 cgroup2 rw',
    ].join('\n'),
  );
  expect(mountsWithin(mounts, '/srv/my box')).toEqual([{ target: '/srv/my box', type: 'tmpfs' }]);
  expect(mountsWithin(mounts, '/srv')).toHaveLength(2);
});

test('a command enters the machine as separate words', () => {
  const { command, args } = enterCommand({ pid: 42, cgroup: undefined }, ['echo', 'a b', '$(reboot)']);
  expect(command).toBe('/bin/sh');
  expect(args.slice(3, 5)).toEqual(['', '42']);
  expect(args.slice(-3)).toEqual(['echo', 'a b', '$(reboot)']);
});

describe('shared folders', () => {
  const host = memoryHost({
    files: { '/srv/app/x': '', '/var/data/x': '', '/etc/hosts': '', '/home/someone/x': '' },
    workingDir: '/srv/app',
  });

  test('by default are homes, /srv, /tmp and the current folder, each only once', async () => {
    expect(await defaultShares(host)).toEqual(['/home', '/srv', '/tmp']);
    const elsewhere = memoryHost({ files: { '/home/a/x': '' }, workingDir: '/ware/shop', homeDir: '/root' });
    expect(await defaultShares(elsewhere)).toEqual(['/home', '/root', '/tmp', '/ware/shop']);
  });

  test('never are what the machine has of its own', async () => {
    expect(await defaultShares(memoryHost({ workingDir: '/', homeDir: '/' }))).toEqual(['/tmp']);
    for (const path of ['/', '/etc', '/usr', '/var', '/var/lib', '/run/user']) {
      await expect(checkShares(host, [path])).rejects.toThrow('machine/bad-share');
    }
  });

  test('may be named relative to the current folder, and must exist', async () => {
    expect(await checkShares(host, ['.', '/var/data', '../app'])).toEqual(['/srv/app', '/var/data']);
    await expect(checkShares(host, ['/srv/none'])).rejects.toThrow('machine/bad-share');
  });
});
