import type { Host } from '../../host/host.ts';
import type { UsbDevice } from './devices.ts';

/** What was found when devices were looked for. */
export interface UsbListing {
  /** By bus and number. */
  readonly devices: readonly UsbDevice[];
  /** Why none can be seen, where that is so. */
  readonly problem: string | undefined;
}

const bus = '/sys/bus/usb/devices';

/** The USB devices of this host: as the `usb` package tells, or the kernel's files where its native part does not load. */
export async function listUsb(host: Host, signal: AbortSignal): Promise<UsbListing> {
  signal.throwIfAborted();
  const hasBus = host.platform !== 'linux' || (await host.files.stat(bus)) !== undefined;
  if (!hasBus) return { devices: [], problem: 'this host has no USB bus' };
  let problem: string;
  try {
    return { devices: inOrder(await viaPackage()), problem: undefined };
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  if (host.platform !== 'linux') return { devices: [], problem };
  return { devices: inOrder(await viaFiles(host)), problem: undefined };
}

async function viaPackage(): Promise<readonly UsbDevice[]> {
  const { usb } = await import('usb');
  const found = await usb.getDevices();
  return found.map((device) => ({
    bus: Number(device.bus),
    device: device.address,
    vendor: device.vendorId,
    product: device.productId,
    manufacturer: device.manufacturerName ?? '',
    name: device.productName ?? '',
    serial: device.serialNumber ?? '',
  }));
}

async function viaFiles(host: Host): Promise<readonly UsbDevice[]> {
  const devices: UsbDevice[] = [];
  // With a colon in its name it is an interface of a device, and `usb1` is where a bus begins: a part of the host.
  for (const name of (await host.files.list(bus)).filter((one) => !/:|^usb/u.test(one))) {
    const read = async (file: string) =>
      (await host.files.readText(`${bus}/${name}/${file}`).catch(() => '')).trim();
    const [vendor, product] = [await read('idVendor'), await read('idProduct')];
    if (vendor === '' || product === '') continue;
    devices.push({
      bus: Number(await read('busnum')),
      device: Number(await read('devnum')),
      vendor: parseInt(vendor, 16),
      product: parseInt(product, 16),
      manufacturer: await read('manufacturer'),
      name: await read('product'),
      serial: await read('serial'),
    });
  }
  return devices;
}

function inOrder(devices: readonly UsbDevice[]): readonly UsbDevice[] {
  return [...devices].sort((a, b) => a.bus - b.bus || a.device - b.device);
}
