import type { Attribute } from '../attribute.ts';

/** Values for `ARG` instructions: a list of `NAME=value` or a mapping. */
export const attribute: Attribute = {
  place: 'build',
  key: 'args',
  forms: [
    ['[a=1, b, c=, "d=x=y"]', { a: '1', c: '', d: 'x=y' }],
    ['{a: 1, b: null, c: true, d: 1.5, e: "1.0", f: ""}', { a: '1', c: 'true', d: '1.5', e: '1.0', f: '' }],
    ['{}', undefined],
    ['[]', undefined],
    ['[a=1, a=2]', { a: '2' }],
    ['[A=1, UNSET]', { A: '1' }],
    ['{A: 1, B: ""}', { A: '1', B: '' }],
  ],
  merged: [
    ['[a=1, b=1]', '{b: 2, c: 3}', { a: '1', b: '2', c: '3' }],
    ['{a: 1}', '[a=2]', { a: '2' }],
    ['{a: 1, b: 2}', '{a: !reset null}', { b: '2' }],
    ['{a: 1}', '!override {b: 2}', { b: '2' }],
    ['{a: 1}', '!reset null', undefined],
    ['{a: 1}', 'null', { a: '1' }],
  ],
  templates: [
    ['{a: "${V}"}', { V: 'x y' }, { a: 'x y' }],
    ['["a=${V:-d}"]', {}, { a: 'd' }],
    ['[HERE]', { HERE: 'x' }, { HERE: 'x' }],
  ],
  refused: [
    ['text', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
    ['{a: [b]}', 'compose/wrong-type +1'],
    ['[[a]]', 'compose/wrong-type +2'],
  ],
};
