import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../lib/nearest.ts';
import type { UsbDevice } from './devices.ts';
import { nameOf } from './devices.ts';
import type { UsbSelector } from './selector.ts';
import { hex, parseUsbSelector } from './selector.ts';

/**
 * The devices that texts mean: selectors, or names of devices that are plugged in. `look` lists those, and is only called
 * where a text says less than a vendor and a product.
 */
export async function resolveUsb(
  texts: readonly string[],
  look: () => Promise<readonly UsbDevice[]>,
): Promise<Outcome<readonly UsbSelector[]>> {
  const parsed = texts.map((text) => ({ text, selector: parseUsbSelector(text) }));
  const isLookNeeded = parsed.some(({ selector }) => selector?.kind !== 'model');
  const devices = isLookNeeded ? await look() : [];
  const diagnostics: Diagnostic[] = [];
  const value = parsed.flatMap(({ text, selector }) => {
    if (selector === undefined) return named(text, devices, diagnostics);
    if (selector.kind === 'place') warnOfPlace(selector, devices, diagnostics);
    return [selector];
  });
  return {
    value: diagnostics.some(({ code }) => code !== 'machine/usb-place') ? undefined : value,
    diagnostics,
  };
}

function named(text: string, devices: readonly UsbDevice[], found: Diagnostic[]): readonly UsbSelector[] {
  const wanted = text.toLowerCase();
  const matches = devices.filter((device) => nameOf(device).toLowerCase().includes(wanted));
  const models = new Map(matches.map((device) => [modelOf(device), device]));
  const [only] = models.values();
  if (only !== undefined && models.size === 1) {
    return [{ kind: 'model', vendor: only.vendor, product: only.product }];
  }
  const names = devices.map(nameOf).filter((name) => name !== '');
  found.push(
    models.size > 1
      ? diagnose('machine/usb-ambiguous', { text, devices: [...models.values()].map(described) })
      : diagnose('machine/usb-unknown', {
          text,
          nearest: nearest(text, names),
          known: devices.map(described),
        }),
  );
  return [];
}

function warnOfPlace(
  { bus, device }: Extract<UsbSelector, { kind: 'place' }>,
  devices: readonly UsbDevice[],
  found: Diagnostic[],
): void {
  const there = devices.find((one) => one.bus === bus && one.device === device);
  found.push(
    diagnose('machine/usb-place', {
      selector: `bus=${bus},devnum=${device}`,
      model: there === undefined ? undefined : modelOf(there),
    }),
  );
}

function modelOf({ vendor, product }: UsbDevice): string {
  return `${hex(vendor)}:${hex(product)}`;
}

function described(device: UsbDevice): string {
  const name = nameOf(device);
  return name === '' ? modelOf(device) : `${modelOf(device)} (${name})`;
}
