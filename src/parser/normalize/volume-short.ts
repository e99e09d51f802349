/** The parts of `[SOURCE:]TARGET[:OPTION,…]`. */
export interface VolumeText {
  readonly source: string;
  readonly target: string;
  readonly options: readonly string[];
}

/** Splits the short form of a mount. A letter before the first colon is a drive of Windows; colons inside `${…}` do not count. */
export function parseVolume(text: string): VolumeText | { readonly problem: string } {
  if (text === '') return { problem: 'it is empty' };
  if (text.length <= 2) return { source: '', target: text, options: [] };
  const sections = splitSections(text);
  const [first = '', second, third, fourth] = sections;
  if (sections.slice(0, 3).includes('')) return { problem: 'there is an empty section between colons' };
  if (fourth !== undefined) return { problem: 'it has too many colons' };
  if (second === undefined) return { source: '', target: first, options: [] };
  return { source: first, target: second, options: third === undefined ? [] : third.split(',') };
}

function splitSections(text: string): string[] {
  const sections: string[] = [];
  let section = '';
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '$' && text.charAt(at + 1) === '{') open++;
    else if (character === '}' && open > 0) open--;
    if (character === ':' && open === 0 && !/^\p{L}$/u.test(section)) {
      sections.push(section);
      section = '';
    } else section += character;
  }
  sections.push(section);
  return sections;
}

/** True when the source of a mount is a host path and not the name of a volume. */
export function isHostPath(source: string): boolean {
  return /^([./~]|\\\\|\p{L}:)/u.test(source);
}
