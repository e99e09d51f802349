/**
 * Text as systemd and Podman's generator read it. Both replace `%` specifiers and `$` variables in whatever ends up on a
 * command line, so each is written twice everywhere.
 */

/** A value that is taken as it stands: to the end of the line, quotes included. undefined where no line can hold it. */
export function rawText(text: string): string | undefined {
  return /[\n\r\0]/u.test(text) || /^\s|\s$|\\$/u.test(text) ? undefined : doubled(text);
}

/** A value that loses a pair of quotes around it. undefined where no line can hold it, or where it has quotes at an end. */
export function singleText(text: string): string | undefined {
  return /^["']|["']$/u.test(text) ? undefined : rawText(text);
}

/** A word of a list whose backslashes stay as they are. undefined where quotes cannot keep it together. */
export function listWord(text: string): string | undefined {
  if (text === '' || /[\n\r\0"'\\]/u.test(text)) return undefined;
  return /\s/u.test(text) ? `"${doubled(text)}"` : doubled(text);
}

/** One word of a command line: quoted where it has to be, every byte kept. */
export function word(text: string): string {
  if (/^[\w./:=@,+-]+$/u.test(text)) return text;
  const kept = doubled(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'));
  return `"${kept.replace(control, (character) => named[character] ?? hexadecimal(character))}"`;
}

/** Words with blanks between them. */
export function words(list: readonly string[]): string {
  return list.map(word).join(' ');
}

/** What is not ASCII stays as it is: the generator reads `\xNN` as a character, not as a byte. */
const control = /[\u0000-\u001F\u007F]/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

function hexadecimal(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function doubled(text: string): string {
  return text.replaceAll('%', '%%').replaceAll('$', '$$$$');
}
