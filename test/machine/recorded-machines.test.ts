import { describe, expect, test } from 'vitest';
import { machineOf, machineRow } from '../../src/machine/podman/read-machines.ts';
import { machineOfEngine, pathInMachine } from '../../src/machine/engine-machine.ts';
import { memoryHost } from '../support/memory-host.ts';

/** A row of `podman machine inspect` in the form that all versions since 4.9 print, with what a platform has in it. */
const row = (connection: object, rest: object = {}) => ({
  ConfigDir: { Path: '/Users/me/.config/containers/podman/machine/applehv' },
  ConnectionInfo: { PodmanSocket: null, PodmanPipe: null, ...connection },
  Created: '2026-01-02T03:04:05.678901+01:00',
  LastUp: '0001-01-01T00:00:00Z',
  Name: 'podman-machine-default',
  Resources: { CPUs: 5, DiskSize: 100, Memory: 2048, USBs: [] },
  SSHConfig: { IdentityPath: '/key', Port: 51000, RemoteUsername: 'core' },
  State: 'running',
  UserModeNetworking: true,
  Rootful: false,
  Rosetta: true,
  ...rest,
});

const machine = (value: object) => machineOf(machineRow(value), undefined, {}, undefined);

describe('a machine of another platform', () => {
  test('macOS has a socket in its temporary folder', () => {
    const path = '/var/folders/ab/cd/T/podman/podman-machine-default-api.sock';
    expect(machine(row({ PodmanSocket: { Path: path } })).engine).toEqual({
      url: `unix://${path}`,
      socket: path,
      identity: '/key',
    });
  });

  test.each(['\\\\.\\pipe\\podman-machine-default', 'npipe:////./pipe/podman-machine-default'])(
    'Windows has a pipe: %s',
    (path) => {
      const { engine } = machine(row({ PodmanPipe: { Path: path } }));
      expect(engine?.url).toBe('npipe:////./pipe/podman-machine-default');
      expect(engine?.socket).toBeUndefined();
    },
  );

  test('one that is stopped has no engine', () => {
    const stopped = machine(row({ PodmanSocket: { Path: '/x' } }, { State: 'stopped' }));
    expect(stopped.engine).toBeUndefined();
    expect(stopped.details['lastUp']).toBeNull();
  });

  test('without USB devices or with some, as qemu writes them', () => {
    const USBs = [
      { Bus: '', DevNumber: '', Vendor: 7531, Product: 2 },
      { Bus: '1', DevNumber: '4', Vendor: 0, Product: 0 },
    ];
    const { settings } = machine(row({}, { Resources: { CPUs: 1, DiskSize: 10, Memory: 1024, USBs } }));
    expect(settings.usb).toEqual([
      { kind: 'model', vendor: 0x1d6b, product: 2 },
      { kind: 'place', bus: 1, device: 4 },
    ]);
    expect(
      machine(row({}, { Resources: { CPUs: 1, DiskSize: 10, Memory: 1024, USBs: null } })).settings.usb,
    ).toEqual([]);
  });
});

describe('the machine that an engine is in', () => {
  const config = (name: string, port: number) =>
    JSON.stringify({
      Name: name,
      Mounts: [
        { Source: '/home/someone', Target: '/home/someone', Tag: 'a', Type: 'virtiofs' },
        { Source: '/srv/data', Target: '/mnt/data', Tag: 'b', Type: 'virtiofs' },
      ],
      Resources: { USBs: [] },
      SSH: { Port: port },
    });
  const host = memoryHost({
    files: {
      '/home/someone/.config/containers/podman/machine/qemu/dev.json': config('dev', 40001),
      '/home/someone/.config/containers/podman/machine/qemu/broken.json': '{',
      '/home/someone/.config/containers/podman/machine/wsl/win.json': config('win', 40002),
    },
  });

  test.each([
    ['ssh://core@127.0.0.1:40001/run/user/1000/podman/podman.sock', 'dev'],
    ['unix:///run/user/1000/podman/dev-api.sock', 'dev'],
    ['npipe:////./pipe/win', 'win'],
    ['ssh://me@example.org:40001/run/podman/podman.sock', undefined],
    ['unix:///run/podman/podman.sock', undefined],
  ])('%s: %s', async (uri, name) => {
    expect((await machineOfEngine(host, uri))?.name).toBe(name);
  });

  test('has some of the paths of this host, at places of its own', async () => {
    const dev = await machineOfEngine(host, 'unix:///run/user/1000/podman/dev-api.sock');
    const places = ['/home/someone/x', '/srv/data', '/srv/data/y', '/srv', '/home/someones'].map((path) =>
      dev === undefined ? 'no machine' : pathInMachine(path, dev),
    );
    expect(places).toEqual(['/home/someone/x', '/mnt/data', '/mnt/data/y', undefined, undefined]);
  });

  test('of Windows has all drives', async () => {
    const win = await machineOfEngine(host, 'npipe:////./pipe/win');
    expect(win === undefined ? undefined : pathInMachine('C:\\Users\\me\\site', win)).toBe(
      '/mnt/c/Users/me/site',
    );
  });

  test('a folder of a Windows drive that a machine has elsewhere', () => {
    const folders = [{ source: 'C:\\Users\\me', target: '/mnt/c/Users/me' }];
    expect(pathInMachine('C:\\Users\\me\\a\\b', { folders })).toBe('/mnt/c/Users/me/a/b');
  });
});
