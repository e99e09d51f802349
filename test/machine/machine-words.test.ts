import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { ShellName } from '../../src/cli/machine/assignments.ts';
import { assignments, shellNames, shellOf } from '../../src/cli/machine/assignments.ts';
import { resolveUsb } from '../../src/machine/usb/resolve.ts';
import { parseUsbSelector, printUsbSelector } from '../../src/machine/usb/selector.ts';
import { parseVolume, toMachinePath } from '../../src/machine/volume.ts';

describe('a folder to share', () => {
  const linux = { platform: 'linux', workingDir: '/srv/app', homeDir: '/home/me' } as const;
  const windows = { platform: 'win32', workingDir: 'C:\\app', homeDir: 'C:\\Users\\me' } as const;

  test.each([
    ['/data', '/data', '/data'],
    ['/data:/mnt/data', '/data', '/mnt/data'],
    ['/data:/mnt/data:ro', '/data', '/mnt/data'],
    ['.', '/srv/app', '/srv/app'],
    ['~/work', '/home/me/work', '/home/me/work'],
  ])('%s', (text, source, target) => {
    expect(parseVolume(text, linux)).toEqual({ source, target });
  });

  test.each([
    ['C:\\data', 'C:\\data', '/mnt/c/data'],
    ['C:\\data:/srv', 'C:\\data', '/srv'],
    ['.\\sub', 'C:\\app\\sub', '/mnt/c/app/sub'],
    ['D:\\', 'D:\\', '/mnt/d'],
  ])('of Windows: %s', (text, source, target) => {
    expect(parseVolume(text, windows)).toEqual({ source, target });
  });

  test('a path of Linux stays as it is', () => {
    expect(toMachinePath('/home/me')).toBe('/home/me');
  });
});

describe('a USB device', () => {
  test.each([
    ['10c4:ea60', 'vendor=10c4,product=ea60'],
    ['1D6B:2', 'vendor=1d6b,product=0002'],
    ['vendor=10c4,product=ea60', 'vendor=10c4,product=ea60'],
    ['bus=1,devnum=14', 'bus=1,devnum=14'],
  ])('%s is %s', (text, printed) => {
    const selector = parseUsbSelector(text);
    expect(selector === undefined ? undefined : printUsbSelector(selector)).toBe(printed);
  });

  test.each(['foo', 'vendor=10c4', 'vendor=zz,product=1', '10c4', 'vendor=10c4:ea60', 'bus=1'])(
    '%s is no selector',
    (text) => {
      expect(parseUsbSelector(text)).toBeUndefined();
    },
  );

  const serial = {
    bus: 1,
    device: 4,
    vendor: 0x10c4,
    product: 0xea60,
    manufacturer: 'Silicon Labs',
    name: 'CP2102 USB to UART',
    serial: '1',
  };
  const hub = {
    bus: 1,
    device: 1,
    vendor: 0x1d6b,
    product: 2,
    manufacturer: 'Linux',
    name: 'hub',
    serial: '',
  };
  const look = () => Promise.resolve([hub, serial]);

  test('is found by a part of its name', async () => {
    const { value } = await resolveUsb(['cp2102'], look);
    expect(value).toEqual([{ kind: 'model', vendor: 0x10c4, product: 0xea60 }]);
  });

  test('by its place is taken with a warning that tells the better way', async () => {
    const { value, diagnostics } = await resolveUsb(['bus=1,devnum=4'], look);
    expect(value).toEqual([{ kind: 'place', bus: 1, device: 4 }]);
    expect(diagnostics).toMatchObject([{ code: 'machine/usb-place', args: { model: '10c4:ea60' } }]);
  });

  test('that several may be, or none is, is refused', async () => {
    expect((await resolveUsb(['u'], look)).diagnostics).toMatchObject([{ code: 'machine/usb-ambiguous' }]);
    expect((await resolveUsb(['camera'], look)).diagnostics).toMatchObject([{ code: 'machine/usb-unknown' }]);
    expect((await resolveUsb(['camera'], look)).value).toBeUndefined();
  });

  test('by vendor and product is not looked for', async () => {
    const found = await resolveUsb(['10c4:ea60'], () => Promise.reject(new Error('looked')));
    expect(found.diagnostics).toEqual([]);
  });
});

describe('what sets a variable', () => {
  test.each([
    ['sh', `export A='it'\\''s %x%'`, 'unset B'],
    ['fish', `set -gx A 'it\\'s %x%';`, 'set -e B;'],
    ['powershell', `$Env:A = 'it''s %x%'`, 'Remove-Item Env:\\B -ErrorAction SilentlyContinue'],
    ['cmd', `SET "A=it's %x%"`, 'SET "B="'],
  ] as const)('%s', (shell, set, unset) => {
    const lines = assignments(
      shell,
      new Map([
        ['A', `it's %x%`],
        ['B', undefined],
      ]),
    ).split('\n');
    expect(lines.slice(0, 2)).toEqual([set, unset]);
  });

  const odd = `it's "a" $HOME \\ %x% \`b\``;
  const readers: readonly (readonly [ShellName, string])[] = [
    ['sh', 'eval "$1"; printf %s "$A|${B-gone}"'],
    ['bash', 'eval "$1"; printf %s "$A|${B-gone}"'],
    ['zsh', 'eval "$1"; printf %s "$A|${B-gone}"'],
    ['fish', 'echo $argv[2] | source; set -q B; or set B gone; printf %s "$A|$B"'],
  ];
  const installed = readers.filter(([shell]) => spawnSync(shell, ['-c', 'true']).error === undefined);
  test.each(installed)('%s itself takes it so', (shell, script) => {
    const variables = new Map([
      ['A', odd],
      ['B', undefined],
    ]);
    const { stdout } = spawnSync(shell, ['-c', script, shell, assignments(shell, variables)], {
      encoding: 'utf8',
      env: { ...process.env, B: 'there' },
    });
    expect(stdout).toBe(`${odd}|gone`);
  });

  test('each shell says how to use it in a comment', () => {
    for (const shell of shellNames) {
      expect(assignments(shell, new Map()).trim()).toMatch(/^(#|REM) .*selkie machine env/u);
    }
  });

  test.each([
    [{ SHELL: '/usr/bin/fish' }, 'linux', 'fish'],
    [{ SHELL: '/bin/dash' }, 'linux', 'sh'],
    [{}, 'darwin', 'sh'],
    [{ PROMPT: '$P$G' }, 'win32', 'cmd'],
    [{}, 'win32', 'powershell'],
  ] as const)('%j on %s is %s', (env, platform, shell) => {
    expect(shellOf({ env, platform })).toBe(shell);
  });
});
