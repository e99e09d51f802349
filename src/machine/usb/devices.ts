/** A USB device that is plugged into this host. */
export interface UsbDevice {
  readonly bus: number;
  /** Changes each time it is plugged in. */
  readonly device: number;
  readonly vendor: number;
  readonly product: number;
  /** '' where the device does not say, or may not be asked. */
  readonly manufacturer: string;
  readonly name: string;
  readonly serial: string;
}

/** Its manufacturer and its own name. */
export function nameOf({ manufacturer, name }: UsbDevice): string {
  return [manufacturer, name.startsWith(manufacturer) ? name.slice(manufacturer.length).trim() : name]
    .filter((part) => part !== '')
    .join(' ');
}
