import type { Attribute } from '../attribute.ts';

/** Where the output goes. */
export const attribute: Attribute = {
  place: 'services',
  key: 'logging',
  forms: [
    [
      '{driver: json-file, options: {max-size: 10m, max-file: 3}}',
      { driver: 'json-file', options: { 'max-file': '3', 'max-size': '10m' } },
    ],
    ['{driver: none}', { driver: 'none' }],
    ['{options: {a: b}}', { options: { a: 'b' } }],
    ['{}', {}],
    ['{driver: a, x-mine: 1}', { driver: 'a', 'x-mine': 1 }],
    ['{driver: a, options: {b: null}}', { driver: 'a', options: { b: '' } }],
  ],
  merged: [
    [
      '{driver: a, options: {x: 1}}',
      '{driver: a, options: {y: 2}}',
      { driver: 'a', options: { x: '1', y: '2' } },
    ],
    ['{driver: a, options: {x: 1}}', '{driver: b}', { driver: 'b' }],
    ['{driver: a, options: {x: 1}}', '{options: {y: 2}}', { driver: 'a', options: { x: '1', y: '2' } }],
    ['{options: {x: 1}}', '{driver: a}', { driver: 'a', options: { x: '1' } }],
    ['{driver: a}', '!reset null', undefined],
    ['{driver: a, options: {x: 1}}', '!override {driver: a}', { driver: 'a' }],
  ],
  templates: [
    ['{driver: "${V}"}', { V: 'a' }, { driver: 'a' }],
    ['{options: {max-file: "${V:-3}"}}', {}, { options: { 'max-file': '3' } }],
  ],
  refused: [
    ['text', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
    ['{drivr: a}', 'compose/unknown-key +1'],
    ['{driver: 5}', 'compose/wrong-type +9'],
    ['{options: [a=b]}', 'compose/wrong-type +1'],
    ['{options: {a: [b]}}', 'compose/wrong-type +11'],
    ['{options: {a: true}}', 'compose/wrong-type +14'],
  ],
};
