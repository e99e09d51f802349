import type { Attribute } from '../attribute.ts';

/** How the engine sees that the service works; its members have files of their own. */
export const attribute: Attribute = {
  place: 'services',
  key: 'healthcheck',
  forms: [
    ['{test: "curl -f x"}', { test: ['CMD-SHELL', 'curl -f x'] }],
    ['{disable: true}', { disable: true }],
    ['{}', {}],
    ['{test: [NONE]}', { test: ['NONE'] }],
    ['{test: [CMD, a], x-mine: 1}', { test: ['CMD', 'a'], 'x-mine': 1 }],
  ],
  merged: [
    ['{test: [CMD, a], retries: 1}', '{test: b}', { test: ['CMD-SHELL', 'b'], retries: 1 }],
    ['{test: [CMD, a]}', '{interval: 5s}', { test: ['CMD', 'a'], interval: '5s' }],
    ['{test: [CMD, a]}', '{disable: true}', { test: ['CMD', 'a'], disable: true }],
    ['{test: [CMD, a]}', '!override {disable: true}', { disable: true }],
    ['{test: [CMD, a]}', '!reset null', undefined],
  ],
  templates: [
    ['{test: "curl ${V}"}', { V: 'x' }, { test: ['CMD-SHELL', 'curl x'] }],
    ['{disable: "${V:-true}"}', {}, { disable: true }],
  ],
  refused: [
    ['text', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
    ['[a]', 'compose/wrong-type key'],
    ['{tst: a}', 'compose/unknown-key +1'],
    ['null', 'compose/wrong-type +0'],
  ],
};
