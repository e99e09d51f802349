const exponents: Readonly<Record<string, number>> = { '': 0, b: 0, k: 1, m: 2, g: 3, t: 4, p: 5 };

/** Bytes of a text such as `512m`, `1.5GiB`, `1e9` or `1024`; units are powers of 1024, `-1` is no limit. undefined when it is none. */
export function parseBytes(text: string): number | undefined {
  // docker compose prints a `memswap_limit` of -1 as a text, which it does not read itself.
  if (text === '-1') return -1;
  const digits = text.replace(/(?<=[0-9])_(?=[0-9])/g, '');
  const match = /^\+?((?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[-+]?[0-9]+)?) ?([kmgtp]?)(?:i?b)?$/i.exec(digits);
  if (match === null) return undefined;
  const exponent = exponents[(match[2] ?? '').toLowerCase()] ?? 0;
  const bytes = Math.trunc(Number(match[1]) * 1024 ** exponent);
  return Number.isFinite(bytes) ? bytes : undefined;
}
