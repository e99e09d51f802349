import { describe, expect, test } from 'vitest';
import type { LinuxManager } from '../../src/machine/rootfs/host-tools.ts';
import { installCommands } from '../../src/machine/rootfs/host-tools.ts';
import { pickMirror } from '../../src/machine/rootfs/mirror.ts';
import { condense } from '../../src/machine/rootfs/maker-output.ts';
import type { MachineEvent } from '../../src/machine/progress.ts';

describe('missing programs are installed through the package manager', () => {
  test.each<[LinuxManager, readonly string[]]>([
    [
      'apt-get',
      [
        'apt-get update',
        'apt-get install --yes --no-install-recommends debootstrap debian-archive-keyring util-linux',
      ],
    ],
    ['dnf', ['dnf install --assumeyes debootstrap debian-keyring util-linux']],
    ['zypper', ['zypper --non-interactive install debootstrap debian-keyring util-linux']],
    ['pacman', ['pacman --sync --noconfirm --needed debootstrap debian-archive-keyring util-linux']],
    ['apk', ['apk add debootstrap debian-archive-keyring flock util-linux-misc setpriv']],
  ])('%s', (manager, lines) => {
    const commands = installCommands(manager, ['debootstrap', 'flock', 'unshare']);
    expect(commands.map((words) => words.join(' '))).toEqual(lines);
  });
});

describe('the mirror of the host', () => {
  test('is the first that is a whole archive', () => {
    const lines = [
      'http://security.example.org/debian-security/ bookworm-security',
      'http://mirror.example.org/debian/ bookworm-updates',
      'http://mirror.example.org/debian/ bookworm',
    ];
    expect(pickMirror(lines.join('\n'))).toBe('http://mirror.example.org/debian');
  });

  test('is left to the maker where apt has none that it could fetch from', () => {
    expect(pickMirror('cdrom://[Debian]/ bookworm\n')).toBeUndefined();
    expect(pickMirror('')).toBeUndefined();
  });
});

test('of what the maker of a root prints, each new phase is told once', () => {
  const events: MachineEvent[] = [];
  let now = 0;
  const take = condense((event) => events.push(event), { now: () => now, sleep: () => Promise.resolve() });
  const lines = [
    'I: Retrieving InRelease ',
    'I: Retrieving Packages ',
    'I: Retrieving adduser 3.152',
    'I: Retrieving apt 3.0.3',
    'I: Extracting base-files...',
    'I: Retrieving late 1.0',
    'I: Unpacking the base system...',
    'I: Configuring the base system...',
  ];
  for (const line of lines) {
    now += 4000;
    take(line);
  }
  now += 20_000;
  take('I: Configuring podman...');
  expect(events.map((event) => (event.kind === 'detail' ? event.text : event.kind))).toEqual([
    'reading the package lists',
    'downloading packages',
    'unpacking the first packages',
    'unpacking the rest',
    'configuring the rest',
    'still configuring the rest (2 lines of output)',
  ]);
});
