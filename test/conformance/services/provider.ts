import type { Attribute } from '../attribute.ts';

/** Another program that provides the service. */
export const attribute: Attribute = {
  place: 'services',
  key: 'provider',
  forms: [
    ['{type: x}', { type: 'x' }],
    [
      '{type: x, options: {a: 1, b: [c, d], e: true}}',
      { type: 'x', options: { a: ['1'], b: ['c', 'd'], e: ['true'] } },
    ],
    ['{type: x, options: {a: [], b: ""}}', { type: 'x', options: { b: [''] } }],
    ['{type: x, options: {a: []}}', { type: 'x' }],
    ['{type: x, x-mine: 1}', { type: 'x', 'x-mine': 1 }],
  ],
  merged: [
    ['{type: x}', '{type: y}', { type: 'y' }],
    ['{type: x, options: {a: 1}}', '{options: {b: 2}}', { type: 'x', options: { a: ['1'], b: ['2'] } }],
    ['{type: x, options: {a: 1}}', '{options: {a: 2}}', { type: 'x', options: { a: ['2'] } }],
    ['{type: x}', '!reset null', undefined],
  ],
  templates: [
    ['{type: "${V}"}', { V: 'x' }, { type: 'x' }],
    ['{type: x, options: {a: "${V:-1}"}}', {}, { type: 'x', options: { a: ['1'] } }],
  ],
  refused: [
    ['x', 'compose/wrong-type +0'],
    ['{options: {a: 1}}', 'compose/missing-key key'],
    ['{type: 5}', 'compose/wrong-type +7'],
    ['{type: x, typ: y}', 'compose/unknown-key +10'],
    ['{type: x, options: [a]}', 'compose/wrong-type +10'],
  ],
};
