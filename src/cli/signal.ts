import { constants } from 'node:os';

/** `hup`, `SIGHUP` and `1` as `SIGHUP`; what is none is left for the engine to refuse. */
export function parseSignal(text: string): string {
  if (/^\d+$/u.test(text)) {
    const found = Object.entries(constants.signals).find(([, number]) => number === Number(text));
    return found?.[0] ?? text;
  }
  const name = text.toUpperCase();
  return name.startsWith('SIG') ? name : `SIG${name}`;
}
