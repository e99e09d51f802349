/**
 * A health check's test (`['CMD', …]` or `['CMD-SHELL', line]`) as `--health-cmd` takes it. Podman before 5.8.2 splits a JSON list
 * that begins with `CMD` at its blanks, and takes any other list of one word for a line of a shell.
 */
export function healthCommand([kind = '', ...words]: readonly string[]): string {
  if (kind === 'CMD-SHELL') return JSON.stringify([kind, words.join(' ')]);
  const [first = ''] = words;
  if (words.length > 1 && !/^(?:cmd|cmd-shell|none)$/iu.test(first)) return JSON.stringify(words);
  if (words.length === 1 && /^[^\s\u0085\\"']+$/u.test(first)) return `CMD ${first}`;
  return JSON.stringify(['CMD-SHELL', words.map(shellWord).join(' ')]);
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
