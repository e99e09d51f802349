import type { Attribute } from '../attribute.ts';
import { labels } from '../kinds.ts';

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
  merged: labels.merged,
  templates: [
    ['{a: "${V}"}', { V: 'x y' }, { a: 'x y' }],
    ['["a=${V:-d}"]', {}, { a: 'd' }],
    ['[HERE]', { HERE: 'x' }, { HERE: 'x' }],
  ],
  refused: labels.refused,
};
