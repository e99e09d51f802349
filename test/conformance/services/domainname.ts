import type { Attribute } from '../attribute.ts';

/** The domain behind the host name. */
export const attribute: Attribute = {
  place: 'services',
  key: 'domainname',
  forms: [
    ['a.example', 'a.example'],
    ['"b.example"', 'b.example'],
  ],
  merged: [
    ['a.example', 'b.example', 'b.example'],
    ['a.example', 'null', 'a.example'],
    ['a.example', '!reset null', undefined],
    ['a.example', '!override "b.example"', 'b.example'],
  ],
  templates: [
    ['"${V}"', { V: 'a.example' }, 'a.example'],
    ['${V:-b.example}', {}, 'b.example'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
