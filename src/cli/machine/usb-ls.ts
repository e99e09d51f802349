import { nameOf } from '../../machine/usb/devices.ts';
import { listUsb } from '../../machine/usb/list.ts';
import { hex } from '../../machine/usb/selector.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { formatTable } from '../table.ts';

/** Lists the USB devices of this host, with the words that name them to a machine. */
export async function run(
  context: CommandContext,
  options: { readonly format: 'table' | 'json' },
): Promise<number> {
  const { devices, problem } = await listUsb(context.host, context.signal);
  const { stdout, stderr } = context.streams;
  if (problem !== undefined) stderr.write(`No USB devices can be seen: ${problem}\n`);
  if (options.format === 'json') {
    const rows = devices.map((device) => ({
      ...device,
      vendor: hex(device.vendor),
      product: hex(device.product),
      selector: `${hex(device.vendor)}:${hex(device.product)}`,
    }));
    stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
    return exitCode.done;
  }
  const rows = devices.map((device) => [
    `${hex(device.vendor)}:${hex(device.product)}`,
    String(device.bus),
    String(device.device),
    nameOf(device) === '' ? '-' : nameOf(device),
    device.serial === '' ? '-' : device.serial,
  ]);
  stdout.write(formatTable([['SELECTOR', 'BUS', 'DEVICE', 'NAME', 'SERIAL'], ...rows]));
  return exitCode.done;
}
