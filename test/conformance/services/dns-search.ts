import type { Attribute } from '../attribute.ts';

/** Domains that names are looked up in. One, or a list. */
export const attribute: Attribute = {
  place: 'services',
  key: 'dns_search',
  forms: [
    ['[a.example, b.example]', ['a.example', 'b.example']],
    ['[]', undefined],
    ['a.example', ['a.example']],
  ],
  merged: [
    ['[a.example]', '[b.example]', ['a.example', 'b.example']],
    ['[a.example, b.example]', '[a.example]', ['a.example', 'b.example']],
    ['[a.example]', '!override [b.example]', ['b.example']],
    ['[a.example]', '!reset []', undefined],
    ['[a.example]', 'null', ['a.example']],
    ['a.example', '[a.example, b.example]', ['a.example', 'b.example']],
    ['a.example', 'b.example', ['a.example', 'b.example']],
  ],
  templates: [
    ['["${V}"]', { V: 'a.example' }, ['a.example']],
    ['${V}', { V: 'a.example' }, ['a.example']],
  ],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
  ],
};
