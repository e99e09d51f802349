import type { Attribute } from '../attribute.ts';

/** Name servers. One, or a list. */
export const attribute: Attribute = {
  place: 'services',
  key: 'dns',
  forms: [
    ['[1.1.1.1, 8.8.8.8]', ['1.1.1.1', '8.8.8.8']],
    ['[]', undefined],
    ['1.1.1.1', ['1.1.1.1']],
  ],
  merged: [
    ['[1.1.1.1]', '[8.8.8.8]', ['1.1.1.1', '8.8.8.8']],
    ['[1.1.1.1, 8.8.8.8]', '[1.1.1.1]', ['1.1.1.1', '8.8.8.8']],
    ['[1.1.1.1]', '!override [8.8.8.8]', ['8.8.8.8']],
    ['[1.1.1.1]', '!reset []', undefined],
    ['[1.1.1.1]', 'null', ['1.1.1.1']],
    ['1.1.1.1', '[1.1.1.1, 8.8.8.8]', ['1.1.1.1', '8.8.8.8']],
    ['1.1.1.1', '8.8.8.8', ['1.1.1.1', '8.8.8.8']],
  ],
  templates: [
    ['["${V}"]', { V: '1.1.1.1' }, ['1.1.1.1']],
    ['${V}', { V: '1.1.1.1' }, ['1.1.1.1']],
  ],
  refused: [
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['[[a]]', 'compose/wrong-type compose.yaml:4:12'],
    ['5', 'compose/wrong-type compose.yaml:4:10'],
  ],
};
