const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A size for people, in powers of a thousand with up to four significant digits (or another number), as docker prints it: `1.234MB`. */
export function formatBytes(bytes: number, digits = 4): string {
  return scaled(bytes, 1000, units, digits);
}

/** A size of memory, in powers of 1024: `1.5MiB`. */
export function formatBinaryBytes(bytes: number): string {
  return scaled(bytes, 1024, binaryUnits, 4);
}

function scaled(bytes: number, step: number, names: readonly string[], digits: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= step && unit < names.length - 1) {
    value /= step;
    unit++;
  }
  return `${Number(value.toPrecision(digits))}${names[unit] ?? ''}`;
}
