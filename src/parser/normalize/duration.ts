const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
  d: 86_400e9,
  w: 7 * 86_400e9,
};

/** Nanoseconds of a text such as `1m30s` or `1.5h`; a bare number other than 0 has no unit and is refused. */
export function parseDuration(text: string): number | { readonly problem: string } {
  const body = text.replace(/^[-+]/, '');
  if (body === '0') return 0;
  if (body === '') return { problem: 'it is empty' };
  let total = 0;
  let at = 0;
  const step = /([0-9]*\.?[0-9]*)([^0-9.]*)/y;
  while (at < body.length) {
    step.lastIndex = at;
    const match = step.exec(body);
    const [whole = '', digits = '', unit = ''] = match ?? [];
    if (digits === '' || digits === '.') return { problem: 'a number is missing' };
    if (unit === '') return { problem: 'a unit is missing' };
    const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (factor === undefined) return { problem: `\`${unit}\` is no unit` };
    total += Number(digits) * factor;
    at += whole.length;
  }
  if (!Number.isFinite(total) || total > 9.2e18) return { problem: 'it is too long' };
  return text.startsWith('-') ? -Math.round(total) : Math.round(total);
}

/** A duration as Compose prints it: `1m30s`, `1h0m0s`, `500ms`, `0s`. */
export function printDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const left = Math.abs(nanoseconds);
  if (left < 1e3) return `${sign}${left}ns`;
  if (left < 1e6) return `${sign}${left / 1e3}µs`;
  if (left < 1e9) return `${sign}${left / 1e6}ms`;
  const hours = Math.floor(left / 3600e9);
  const minutes = Math.floor((left % 3600e9) / 60e9);
  const seconds = (left % 60e9) / 1e9;
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${sign}${minutes}m${seconds}s` : `${sign}${seconds}s`;
}
