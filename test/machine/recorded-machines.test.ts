import { describe, expect, test } from 'vitest';
import { machineOf, machineRow } from '../../src/machine/podman/read-machines.ts';
import { machineOfEngine, pathInMachine, placeInMachine } from '../../src/machine/engine-machine.ts';
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

/** What `inspect` names on each platform, with the machine called `dev`. On Windows there is a socket that nobody listens on. */
const platforms = [
  {
    vmType: 'applehv',
    folder: '/Users/me/.config/containers/podman/machine/applehv',
    connection: { PodmanSocket: { Path: '/var/folders/ab/cd/T/podman/dev-api.sock' }, PodmanPipe: null },
    url: 'unix:///var/folders/ab/cd/T/podman/dev-api.sock',
  },
  {
    // Its path is longer than a socket's may be.
    vmType: 'libkrun',
    folder: '/Users/me/.config/containers/podman/machine/libkrun',
    connection: {
      PodmanSocket: {
        Path: `/var/folders/${'x'.repeat(90)}/T/podman/dev-api.sock`,
        symlink: '/Users/me/.podman/dev-api.sock',
      },
      PodmanPipe: null,
    },
    url: 'unix:///Users/me/.podman/dev-api.sock',
  },
  ...['wsl', 'hyperv'].map((vmType) => ({
    vmType,
    folder: `C:\\Users\\me\\.config\\containers\\podman\\machine\\${vmType}`,
    connection: {
      PodmanSocket: { Path: 'C:\\Users\\me\\AppData\\Local\\Temp\\podman\\dev-api.sock' },
      PodmanPipe: { Path: '\\\\.\\pipe\\podman-dev' },
    },
    url: 'npipe:////./pipe/podman-dev',
  })),
];

describe.each(platforms)('a machine of $vmType', ({ vmType, folder, connection, url }) => {
  const inspected = row(connection, { Name: 'dev', ConfigDir: { Path: folder } });
  const listed = (rest: object) =>
    machineRow({ Name: 'dev', Default: true, VMType: vmType, Running: true, Starting: false, ...rest });
  const parsed = machineOf(machineRow(inspected), listed({}), {}, undefined);

  test('its engine is where this platform has it', () => {
    expect(parsed.engine).toEqual({
      url,
      socket: url.startsWith('unix://') ? url.slice('unix://'.length) : undefined,
      identity: '/key',
    });
    expect(parsed.details).toMatchObject({ vmType, isDefault: true, apiSocket: url });
    expect(parsed.details['configFile']).toBe(`${folder}/dev.json`);
  });

  test('its engine is found again to be in it', async () => {
    const config = { Name: 'dev', Mounts: [], Resources: { USBs: [] }, SSH: { Port: 51000 } };
    const path = `/home/someone/.config/containers/podman/machine/${vmType}/dev.json`;
    const host = memoryHost({ files: { [path]: JSON.stringify(config) } });
    for (const uri of [url, 'ssh://core@127.0.0.1:51000/run/user/501/podman/podman.sock']) {
      expect((await machineOfEngine(host, uri))?.name).toBe('dev');
    }
  });

  test.each([
    ['running', 'running'],
    ['starting', 'starting'],
    ['stopped', 'stopped'],
    ['unknown', 'stopped'],
  ])('its state %s is %s', (State, state) => {
    expect(machine({ ...inspected, State }).state).toBe(state);
  });
});

describe('a machine of another platform', () => {
  test('Docker’s way to write a pipe is understood, too', () => {
    const { engine } = machine(row({ PodmanPipe: { Path: 'npipe:////./pipe/podman-machine-default' } }));
    expect(engine?.url).toBe('npipe:////./pipe/podman-machine-default');
  });

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
      '/home/someone/.config/containers/podman/machine/wsl/podman-machine-default.json': config(
        'podman-machine-default',
        40003,
      ),
    },
  });

  test.each([
    ['ssh://core@127.0.0.1:40001/run/user/1000/podman/podman.sock', 'dev'],
    ['unix:///run/user/1000/podman/dev-api.sock', 'dev'],
    ['npipe:////./pipe/podman-win', 'win'],
    ['npipe:////./pipe/podman-machine-default', 'podman-machine-default'],
    ['npipe:////./pipe/docker_engine', undefined],
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
    const win = await machineOfEngine(host, 'npipe:////./pipe/podman-win');
    expect(win === undefined ? undefined : pathInMachine('C:\\Users\\me\\site', win)).toBe(
      '/mnt/c/Users/me/site',
    );
  });

  test('a folder of a Windows drive that a machine has elsewhere', () => {
    const folders = [{ source: 'C:\\Users\\me', target: '/mnt/c/Users/me' }];
    expect(pathInMachine('C:\\Users\\me\\a\\B', { folders })).toBe('/mnt/c/Users/me/a/B');
    expect(pathInMachine('c:\\users\\Me', { folders })).toBe('/mnt/c/Users/me');
    expect(pathInMachine('C:\\Users\\met', { folders })).toBeUndefined();
  });

  test('all of it, where it has the root', () => {
    expect(pathInMachine('/a/b', { folders: [{ source: '/', target: '/host' }] })).toBe('/host/a/b');
  });

  test('a folder that is in a shared one by a link of this host, as /tmp of macOS is', async () => {
    const mac = memoryHost({
      platform: 'darwin',
      files: { '/private/tmp/there/file': '', '/opt/there/file': '' },
      links: { '/var/tmp': '/private/tmp', '/var/opt': '/opt' },
    });
    const folders = [
      { source: '/Users', target: '/Users' },
      { source: '/private', target: '/private' },
    ];
    const place = (path: string) => placeInMachine(mac, path, { folders });
    expect(await place('/var/tmp/there')).toBe('/private/tmp/there');
    expect(await place('/var/tmp/not/yet')).toBe('/private/tmp/not/yet');
    expect(await place('/var/opt/there')).toBeUndefined();
    expect(await place('/Users/me')).toBe('/Users/me');
  });
});
