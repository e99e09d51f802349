/** Columns that a text takes in a terminal: wide characters two, combining ones none. Control characters count one. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character.codePointAt(0) ?? 0);
  return width;
}

/**
 * The text with every character made visible that could move the cursor, hide text or turn its direction.
 * Line breaks and tabs are kept.
 */
export function visibleText(text: string): string {
  return text.replace(UNSAFE, (character) => visibleCharacter(character));
}

/** The same text with the passwords of URLs in it (`scheme://user:password@host`) blanked, and users of http that are tokens. */
export function withoutCredentials(text: string): string {
  if (!text.includes('@')) return text;
  return text
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s/:@"'`]*):[^\s/@"'`]+@/giu, '$1:***@')
    .replace(/\b(https?:\/\/)[^\s/:@"'`]{16,}(:\*\*\*)?@/giu, '$1***@');
}

// C0 but tab and line feed, DEL, C1, zero-width space, byte order mark, line separators and bidirectional controls.
const UNSAFE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

function visibleCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

function characterWidth(code: number): number {
  if (code < 0x300) return 1;
  if (ZERO_WIDTH.test(String.fromCodePoint(code))) return 0;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

const ZERO_WIDTH = /^[\p{Mn}\p{Me}\u200c\u200d]$/u;

// East Asian wide and fullwidth blocks, and the emoji planes.
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26aa, 0x26ab],
  [0x2705, 0x2705],
  [0x274c, 0x274e],
  [0x2753, 0x2757],
  [0x2b1b, 0x2b1c],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
];
