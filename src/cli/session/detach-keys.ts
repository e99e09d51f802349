/** The keys that let go of a process when nothing else is said. */
export const defaultDetachKeys = 'ctrl-p,ctrl-q';

const controlSigns = '@abcdefghijklmnopqrstuvwxyz[\\]^_';

/** `ctrl-p,ctrl-q`, `ctrl-x,d`: the bytes of the keys, or undefined where a word is no key. Empty text means no keys. */
export function parseDetachKeys(text: string): Uint8Array | undefined {
  if (text === '') return new Uint8Array();
  const bytes = text.split(',').map((word) => {
    if (/^[\x21-\x7e]$/.test(word)) return word.charCodeAt(0);
    const [, sign = ''] = /^ctrl-(.)$/i.exec(word) ?? [];
    return sign === '' ? -1 : controlSigns.indexOf(sign.toLowerCase());
  });
  return bytes.includes(-1) ? undefined : Uint8Array.from(bytes);
}

/** What came of a piece of input. */
interface Looked {
  /** What goes on to the process; the beginning of the keys is kept back until it is clear that they are not meant. */
  readonly data: Uint8Array;
  readonly isDetached: boolean;
}

/** Looks for the keys in input that comes in pieces. */
export function watchForKeys(keys: Uint8Array): (input: Uint8Array) => Looked {
  let matched = 0;
  return (input) => {
    if (keys.length === 0) return { data: input, isDetached: false };
    const out: number[] = [];
    for (const byte of input) {
      if (byte === keys[matched]) {
        matched++;
        if (matched === keys.length) return { data: Uint8Array.from(out), isDetached: true };
        continue;
      }
      out.push(...keys.subarray(0, matched));
      matched = byte === keys[0] ? 1 : 0;
      if (matched === 0) out.push(byte);
    }
    return { data: Uint8Array.from(out), isDetached: false };
  };
}
