import type { Attribute } from '../attribute.ts';

/** Options of the driver. */
export const attribute: Attribute = {
  place: 'networks',
  key: 'driver_opts',
  forms: [
    ['{a: b, n: 1}', { a: 'b', n: '1' }],
    ['{a: "1"}', { a: '1' }],
    ['{}', undefined],
  ],
  merged: [
    ['{a: x}', '{b: y}', { a: 'x', b: 'y' }],
    ['{a: x}', '{a: y}', { a: 'y' }],
    ['{a: x, b: y}', '{a: !reset null}', { b: 'y' }],
    ['{a: x}', '!override {b: y}', { b: 'y' }],
    ['{a: x}', '!reset null', undefined],
  ],
  templates: [
    ['{a: "${V}"}', { V: 'x' }, { a: 'x' }],
    ['{n: "${V:-5}"}', {}, { n: '5' }],
  ],
  refused: [
    ['text', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
    ['[a=b]', 'compose/wrong-type key'],
    ['{a: [b]}', 'compose/wrong-type +1'],
    ['{a: true}', 'compose/wrong-type +4'],
  ],
};
