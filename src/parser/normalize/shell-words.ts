type Quote = '' | "'" | '"' | '`' | '(';

/**
 * Splits a command line into words, as Compose does: quotes group, a backslash takes the next character as it is (`\t` and `\n` are a tab and a
 * line break), and an operator of the shell (`;`, `&`, `|`, `<`, `>`) ends the line. undefined when a quote is not closed or a
 * parenthesis follows no `$`.
 */
export function shellWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: Quote = '';
  let isEscaped = false;
  for (const character of line) {
    if (isEscaped) {
      word = `${word ?? ''}${escapes[character] ?? character}`;
      isEscaped = false;
      continue;
    }
    if (character === '\\' && quote !== "'") {
      isEscaped = true;
      continue;
    }
    if (/[ \t\r\n]/.test(character) && quote === '') {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    if ('"\''.includes(character) && (quote === '' || quote === character)) {
      quote = quote === '' ? (character as Quote) : '';
      // Quotes around nothing make an empty word.
      word ??= '';
      continue;
    }
    if (quote === '' && ';&|<>'.includes(character)) {
      // A digit before `>` is a file descriptor.
      if (character === '>' && /^[0-9]/.test(word ?? '')) word = undefined;
      break;
    }
    if (character === '(' && quote !== "'" && quote !== '"' && quote !== '`') {
      if (quote !== '' || word?.endsWith('$') !== true) return undefined;
      quote = '(';
    } else if (character === ')' && (quote === '(' || quote === '')) {
      quote = quote === '(' ? '' : '(';
    } else if (character === '`' && (quote === '`' || quote === '')) {
      quote = quote === '`' ? '' : '`';
    }
    word = `${word ?? ''}${character}`;
  }
  if (quote !== '' || isEscaped) return undefined;
  if (word !== undefined) words.push(word);
  return words;
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n' };
