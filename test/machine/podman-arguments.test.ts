import { describe, expect, test } from 'vitest';
import { noSettings } from '../../src/machine/machine.ts';
import type { RealSettings } from '../../src/machine/machine.ts';
import { initArguments, setArguments } from '../../src/machine/podman/arguments.ts';
import { scpArguments, sshArguments } from '../../src/machine/podman/ssh-arguments.ts';

const init = (settings: Partial<RealSettings>, version: readonly [number, number, number] = [5, 8, 6]) =>
  initArguments('dev', { ...noSettings, ...settings }, version).join(' ');
const set = (settings: Partial<RealSettings>) =>
  setArguments('dev', { ...noSettings, ...settings }).join(' ');

describe('podman machine gets its words', () => {
  test.each([
    [{}, 'init dev'],
    [{ cpus: 4, memoryBytes: 4 * 1024 ** 3 }, 'init --cpus 4 --memory 4096 dev'],
    [{ diskBytes: 10.5 * 1024 ** 3 }, 'init --disk-size 11 dev'],
    [{ isRootful: false }, 'init --rootful=false dev'],
    [{ swapBytes: 1024 ** 3, timezone: 'Europe/Berlin' }, 'init --swap 1024 --timezone Europe/Berlin dev'],
    [{ image: '/images/a.qcow2' }, 'init --image /images/a.qcow2 dev'],
    [{ volumes: [] }, 'init --volume= dev'],
    [{ volumes: [{ source: '/srv', target: '/mnt/srv' }] }, 'init --volume /srv:/mnt/srv dev'],
    [
      {
        usb: [
          { kind: 'model', vendor: 0x10c4, product: 0xea60 },
          { kind: 'place', bus: 1, device: 4 },
        ],
      },
      'init --usb vendor=10c4,product=ea60 --usb bus=1,devnum=4 dev',
    ],
  ] satisfies (readonly [Partial<RealSettings>, string])[])('%j → %s', (settings, words) => {
    expect(init(settings)).toBe(words);
  });

  test('an image by the option that the version has', () => {
    expect(init({ image: 'a' }, [4, 9, 5])).toBe('init --image-path a dev');
  });

  test('only an empty option takes all USB devices away', () => {
    expect(set({ usb: [] })).toBe('set --usb= dev');
    expect(set({ cpus: 2 })).toBe('set --cpus 2 dev');
  });
});

describe('ssh into a machine', () => {
  const access = { user: 'core', port: 2222, identity: '/key' };

  test('gives the far shell the words as they are', () => {
    const command = ['sh', '-c', `echo "$HOME" 'a b'`, '', 'plain'];
    const words = sshArguments(access, { command, user: undefined, hasTerminal: false });
    expect(words.at(-1)).toBe(`sh -c 'echo "$HOME" '\\''a b'\\''' '' plain`);
    expect(words).not.toContain('-t');
  });

  test('with a terminal where there is one, and as another user when asked', () => {
    const words = sshArguments(access, { command: [], user: 'root', hasTerminal: true });
    expect(words.slice(-4)).toEqual(['-t', '-l', 'root', '127.0.0.1']);
  });

  test('copies a file whose name looks like a host', () => {
    const words = scpArguments(
      access,
      { isInMachine: false, path: 'a:b' },
      { isInMachine: true, path: '/tmp' },
    );
    expect(words.slice(-2)).toEqual(['./a:b', 'core@127.0.0.1:/tmp']);
  });
});
