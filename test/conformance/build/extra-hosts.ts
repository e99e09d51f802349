import type { Attribute } from '../attribute.ts';

/** Names and addresses: a list, or a mapping. */
export const attribute: Attribute = {
  place: 'build',
  key: 'extra_hosts',
  forms: [
    ['["h:1.2.3.4"]', ['h=1.2.3.4']],
    ['{h: 1.2.3.4, g: "::1"}', ['g=::1', 'h=1.2.3.4']],
    ['["h=1.2.3.4", "h=5.6.7.8"]', ['h=1.2.3.4', 'h=5.6.7.8']],
    ['[]', undefined],
  ],
  merged: [
    ['["a:1.1.1.1"]', '{b: 2.2.2.2}', ['a=1.1.1.1', 'b=2.2.2.2']],
    ['["a:1.1.1.1"]', '["a:2.2.2.2"]', ['a=1.1.1.1', 'a=2.2.2.2']],
    ['["a:1.1.1.1"]', '!reset null', undefined],
  ],
  templates: [['["h:${V}"]', { V: '1.2.3.4' }, ['h=1.2.3.4']]],
  refused: [
    ['[alone]', 'compose/bad-extra-host +1'],
    ['text', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
  ],
};
