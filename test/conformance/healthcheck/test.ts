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
    ['[curl, x]', 'compose/bad-healthcheck compose.yaml:4:13'],
    ['5', 'compose/wrong-type compose.yaml:4:13'],
    ['{a: b}', 'compose/wrong-type compose.yaml:4:7'],
    ['[CMD, 5]', 'compose/wrong-type compose.yaml:4:19'],
    ['[[a]]', 'compose/wrong-type compose.yaml:4:15'],
  ],
};
