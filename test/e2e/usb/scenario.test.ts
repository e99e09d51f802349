import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testHost } from '../../support/test-host.ts';

const host = testHost();
const node = process.env['SELKIE_TEST_NODE'] ?? '';
const program = join(import.meta.dirname, '..', '..', '..', 'dist', 'main.cjs');

/** Puts a bus with a hub and one device over the kernel's own, and runs what follows. Arguments: the command. */
const withBus = `
mount -t tmpfs bus /sys/bus
put() {
  mkdir -p "/sys/bus/usb/devices/$1"
  echo "$3" >"/sys/bus/usb/devices/$1/$2"
}
put usb1 busnum 1; put usb1 devnum 1; put usb1 idVendor 1d6b; put usb1 idProduct 0002; put usb1 product 'Host Controller'
put 1-1 busnum 1; put 1-1 devnum 4; put 1-1 idVendor 10c4; put 1-1 idProduct ea60; put 1-1 manufacturer 'Silicon Labs'
put 1-1 product 'CP2102 USB to UART'; put 1-1 serial 0001; put 1-1 devpath 1; put 1-1 speed 12; put 1-1 version 1.10
put 1-1 bcdDevice 0100; put 1-1 bDeviceClass 00; put 1-1 bDeviceSubClass 00; put 1-1 bDeviceProtocol 00
put 1-1 bConfigurationValue 1
put 1-1:1.0 bInterfaceNumber 00
exec "$@"
`;

describe.skipIf(host === undefined)('the USB devices of a host', () => {
  if (host === undefined) return;
  const onBus = (...words: readonly string[]) =>
    host.run('unshare', ['--mount', '--propagation', 'private', 'sh', '-euc', withBus, 'sh', ...words]);

  test('are listed with the words that name them', async () => {
    const { stdout } = await onBus(node, program, 'machine', 'usb', 'ls', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual([
      {
        bus: 1,
        device: 4,
        vendor: '10c4',
        product: 'ea60',
        manufacturer: 'Silicon Labs',
        name: 'CP2102 USB to UART',
        serial: '0001',
        selector: '10c4:ea60',
      },
    ]);
  });

  test('are the same where the native part of the package does not load', async () => {
    // Beside no node_modules, the package is not found.
    const copied =
      'mkdir -p /run/alone && cp -r "$(dirname "$1")" /run/alone/ && exec "$0" /run/alone/dist/main.cjs machine usb ls';
    const { stdout } = await onBus('sh', '-euc', copied, node, program);
    expect(stdout).toMatch(/^10c4:ea60 +1 +4 +Silicon Labs CP2102 USB to UART +0001$/mu);
    expect(stdout.trim().split('\n')).toHaveLength(2);
  });

  test('are none where there is no bus, which is said', async () => {
    const { exitCode, stdout, stderr } = await host.run(node, [
      program,
      'machine',
      'usb',
      'ls',
      '--format',
      'json',
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '[]\n' });
    expect(stderr).toContain('this host has no USB bus');
  });
});
