import type { Attribute } from '../attribute.ts';

/** The program of the container: a line that is split like a shell’s, or a list. */
export const attribute: Attribute = {
  place: 'services',
  key: 'entrypoint',
  forms: [
    ['echo "a b" c', ['echo', 'a b', 'c']],
    ["sh -c 'x; y'", ['sh', '-c', 'x; y']],
    ['[a, "b c", "1"]', ['a', 'b c', '1']],
    ['[]', []],
    ['""', []],
    ['echo a\\ b ""', ['echo', 'a b', '']],
    ['run me 2>&1', ['run', 'me']],
    ['echo $$HOME', ['echo', '$HOME']],
    ['null', undefined],
    ['"a  b"', ['a', 'b']],
    ['["a $$B"]', ['a $B']],
  ],
  merged: [
    ['[a, b]', 'c d', ['c', 'd']],
    ['a', '[]', []],
    ['a', 'null', undefined],
    ['[a]', '!reset null', undefined],
    ['[a]', '!override [b]', ['b']],
  ],
  templates: [
    ['run ${V}', { V: 'a b' }, ['run', 'a', 'b']],
    ['["${V}"]', { V: 'a b' }, ['a b']],
    ['run "${V:-x y}"', {}, ['run', 'x y']],
  ],
  refused: [
    ["'echo \"a'", 'compose/bad-command compose.yaml:4:17'],
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['5', 'compose/wrong-type compose.yaml:4:17'],
    ['[[a]]', 'compose/wrong-type compose.yaml:4:19'],
    ['true', 'compose/wrong-type compose.yaml:4:17'],
  ],
};
