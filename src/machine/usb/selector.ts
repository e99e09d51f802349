/** Which USB device a machine gets. Numbers as USB has them; written in hexadecimal where they are a vendor's or a product's. */
export type UsbSelector =
  | { readonly kind: 'model'; readonly vendor: number; readonly product: number }
  /** Where it is plugged in: another port, another number. */
  | { readonly kind: 'place'; readonly bus: number; readonly device: number };

/** The selector that `text` is: `1d6b:0002`, `vendor=1d6b,product=0002` or `bus=1,devnum=2`; undefined for what may be a name. */
export function parseUsbSelector(text: string): UsbSelector | undefined {
  const model = /^(?:vendor=)?([0-9a-f]{1,4})(?::|,product=)([0-9a-f]{1,4})$/iu.exec(text.trim());
  const isMixed = text.includes('vendor=') !== text.includes('product=');
  if (model !== null && !isMixed) {
    return { kind: 'model', vendor: parseInt(model[1] ?? '', 16), product: parseInt(model[2] ?? '', 16) };
  }
  const place = /^bus=(\d{1,3}),devnum=(\d{1,3})$/u.exec(text.trim());
  return place === null ? undefined : { kind: 'place', bus: Number(place[1]), device: Number(place[2]) };
}

/** As `podman machine` takes it. */
export function printUsbSelector(selector: UsbSelector): string {
  return selector.kind === 'model'
    ? `vendor=${hex(selector.vendor)},product=${hex(selector.product)}`
    : `bus=${selector.bus},devnum=${selector.device}`;
}

/** Four digits, as vendors and products are written. */
export function hex(number: number): string {
  return number.toString(16).padStart(4, '0');
}
