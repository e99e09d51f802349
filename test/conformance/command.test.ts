import { testAttribute, testRefused } from './attributes.ts';

const rows = [
  ['echo "a b" c', ['echo', 'a b', 'c']],
  ["sh -c 'x; y'", ['sh', '-c', 'x; y']],
  ['[a, "b c", "1"]', ['a', 'b c', '1']],
  ['[]', []],
  ['""', []],
  ['echo a\\ b ""', ['echo', 'a b', '']],
  ['run me 2>&1', ['run', 'me']],
  ['echo $$HOME', ['echo', '$HOME']],
  ['null', undefined],
] as const;

testAttribute('command', rows);
testAttribute('entrypoint', rows);
testRefused('command', [[`'echo "a'`, 'compose/bad-command compose.yaml:4:14']]);
