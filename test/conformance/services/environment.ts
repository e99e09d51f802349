import type { Attribute } from '../attribute.ts';

/** Variables of the container: a list of `NAME=value`, or a mapping. */
export const attribute: Attribute = {
  place: 'services',
  key: 'environment',
  forms: [
    ['[A=1, B=x=y, C=]', { A: '1', B: 'x=y', C: '' }],
    ['{A: 1, B: true, C: 1.0, D: "1.0", E: null}', { A: '1', B: 'true', C: '1', D: '1.0', E: null }],
    ['[UNSET]', { UNSET: null }],
    ['{A: 0644, B: 0x10, C: 1e3}', { A: '420', B: '16', C: '1000' }],
    ['[A=1, A=2]', { A: '2' }],
    ['{}', undefined],
    ['[]', undefined],
    ['{A: "", B: " x "}', { A: '', B: ' x ' }],
    [
      '{A: 0o17, B: .5, C: -0, D: 12345678901234567890}',
      { A: '15', B: '0.5', C: '0', D: '12345678901234567890' },
    ],
    ['{A: ~, B: yes, C: on}', { A: null, B: 'yes', C: 'on' }],
    ['["A=$$B"]', { A: '$B' }],
  ],
  merged: [
    ['[A=1, B=1]', '{B: 2, C: 3}', { A: '1', B: '2', C: '3' }],
    ['{A: 1}', '[A]', { A: null }],
    ['{A: 1, B: 2}', '{A: !reset null}', { B: '2' }],
    ['{A: 1}', '!override {B: 2}', { B: '2' }],
    ['{A: 1}', '!reset null', undefined],
    ['{A: 1}', 'null', { A: '1' }],
    ['{A: 1}', '{A: null}', { A: null }],
  ],
  templates: [
    ['[A]', { A: 'here' }, { A: 'here' }],
    ['{A: null}', { A: 'here' }, { A: 'here' }],
    ['{A: "${B}-${C:-c}"}', { B: 'b' }, { A: 'b-c' }],
    ['["A=${B:+set}"]', { B: 'b' }, { A: 'set' }],
    ['{A: "${B-x}${C-y}"}', { B: '' }, { A: 'y' }],
    ['{A: "${B:-${C:-deep}}"}', {}, { A: 'deep' }],
  ],
  refused: [
    ['text', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
    ['{A: [b]}', 'compose/wrong-type +1'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['{A: {b: c}}', 'compose/wrong-type +1'],
    ['{A: "${B:?is needed}"}', 'compose/variable-required +5'],
    ['{A: "${}"}', 'compose/bad-template +5'],
  ],
};
