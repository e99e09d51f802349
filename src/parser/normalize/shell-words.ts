/** Splits a command line as a shell does, without expanding anything; undefined when a quote is not closed. */
export function shellWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quote === "'") {
      if (character === "'") quote = '';
      else word = `${word ?? ''}${character}`;
      continue;
    }
    if (character === '\\') {
      const next = line.charAt(++at);
      if (next === '' && at >= line.length) return undefined;
      const keepsSlash = quote === '"' && !'"\\$`\n'.includes(next);
      word = `${word ?? ''}${keepsSlash ? '\\' : ''}${next === '\n' ? '' : next}`;
    } else if (quote === '"') {
      if (character === '"') quote = '';
      else word = `${word ?? ''}${character}`;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/[ \t\r\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = `${word ?? ''}${character}`;
  }
  if (quote !== '') return undefined;
  if (word !== undefined) words.push(word);
  return words;
}
