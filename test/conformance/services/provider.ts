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
    ['x', 'compose/wrong-type compose.yaml:4:15'],
    ['{options: {a: 1}}', 'compose/missing-key compose.yaml:4:5'],
    ['{type: 5}', 'compose/wrong-type compose.yaml:4:22'],
    ['{type: x, typ: y}', 'compose/unknown-key compose.yaml:4:25'],
    ['{type: x, options: [a]}', 'compose/wrong-type compose.yaml:4:25'],
  ],
};
