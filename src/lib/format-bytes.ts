const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size for people, in powers of a thousand with up to four significant digits, as docker prints it: `1.234MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(4))}${units[unit] ?? ''}`;
}
