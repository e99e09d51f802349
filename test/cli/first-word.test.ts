import { expect, test } from 'vitest';
import { firstWord } from '../../src/cli/first-word.ts';

test.each([
  [['config', '-q'], 'config'],
  [['-f', 'up', '--profile', '-x', 'config'], 'config'],
  [['-p', 'up', 'down', '-f', 'x'], 'down'],
  [['--ansi', 'never', 'config'], undefined],
  [['--file=x', 'config'], undefined],
  [['--', 'config'], undefined],
  [['-f'], undefined],
  [[], undefined],
])('%j begins with the command %j', (argv, word) => {
  expect(firstWord(argv)).toBe(word);
});
