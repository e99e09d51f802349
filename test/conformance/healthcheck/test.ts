import type { Attribute } from '../attribute.ts';

/** The command: a line for a shell, or a list that begins with its kind. */
export const attribute: Attribute = {
  place: 'healthcheck',
  key: 'test',
  forms: [
    ['"curl -f x | grep y"', ['CMD-SHELL', 'curl -f x | grep y']],
    ['[CMD, curl, x]', ['CMD', 'curl', 'x']],
    ['[CMD-SHELL, "a || b"]', ['CMD-SHELL', 'a || b']],
    ['[NONE]', ['NONE']],
    ['["NONE", "x"]', ['NONE', 'x']],
    ['"a $$B"', ['CMD-SHELL', 'a $B']],
    ['""', ['CMD-SHELL', '']],
    ['[]', undefined],
  ],
  merged: [
    ['[CMD, a]', 'b', ['CMD-SHELL', 'b']],
    ['[CMD, a]', '[CMD, b, c]', ['CMD', 'b', 'c']],
    ['a', '!reset null', undefined],
    ['[CMD, a]', '!override [CMD, b]', ['CMD', 'b']],
  ],
  templates: [
    ['"curl ${V}"', { V: 'x' }, ['CMD-SHELL', 'curl x']],
    ['[CMD, "${V:-a}"]', {}, ['CMD', 'a']],
  ],
  refused: [
    ['[curl, x]', 'compose/bad-healthcheck +0'],
    ['5', 'compose/wrong-type +0'],
    ['{a: b}', 'compose/wrong-type key'],
    ['[CMD, 5]', 'compose/wrong-type +6'],
    ['[[a]]', 'compose/wrong-type +2'],
  ],
};
