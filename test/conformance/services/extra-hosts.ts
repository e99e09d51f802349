import type { Attribute } from '../attribute.ts';

/** Names and addresses: a list, or a mapping. */
export const attribute: Attribute = {
  place: 'services',
  key: 'extra_hosts',
  forms: [
    ['["b:1.2.3.4", "a=::1"]', ['a=::1', 'b=1.2.3.4']],
    ['{a: 1.2.3.4, b: "[::1]"}', ['a=1.2.3.4', 'b=::1']],
    ['["h:host-gateway"]', ['h=host-gateway']],
    ['["h=1.2.3.4", "h=5.6.7.8"]', ['h=1.2.3.4', 'h=5.6.7.8']],
    ['{h: [1.2.3.4, 5.6.7.8]}', ['h=1.2.3.4', 'h=5.6.7.8']],
    ['["h:[::1]"]', ['h=::1']],
    ['["h:::1"]', ['h=::1']],
    ['["a=", "b:", "c=[]"]', ['a=', 'b=', 'c=[]']],
    ['{}', undefined],
    ['[]', undefined],
  ],
  merged: [
    ['["a:1.1.1.1"]', '{b: 2.2.2.2}', ['a=1.1.1.1', 'b=2.2.2.2']],
    ['["a:1.1.1.1"]', '["a:2.2.2.2"]', ['a=1.1.1.1', 'a=2.2.2.2']],
    ['["a:1.1.1.1"]', '["a=1.1.1.1"]', ['a=1.1.1.1', 'a=1.1.1.1']],
    ['["a:1.1.1.1"]', '!override ["b:1.1.1.1"]', ['b=1.1.1.1']],
    ['["a:1.1.1.1"]', '!reset null', undefined],
  ],
  templates: [
    ['["h:${V}"]', { V: '1.2.3.4' }, ['h=1.2.3.4']],
    ['{h: "${V:-::1}"}', {}, ['h=::1']],
    ['["h:${V}"]', {}, ['h=']],
  ],
  refused: [
    ['[alone]', 'compose/bad-extra-host +1'],
    ['["=1.2.3.4"]', 'compose/bad-extra-host +1'],
    ['text', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
    ['{a: {b: c}}', 'compose/wrong-type +1'],
    ['[[a]]', 'compose/wrong-type +2'],
  ],
};
