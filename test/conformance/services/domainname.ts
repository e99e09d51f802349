import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

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
  refused: notText,
};
