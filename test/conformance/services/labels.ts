import type { Attribute } from '../attribute.ts';
import { labels } from '../kinds.ts';

/** Labels: a list of `key=value` or a mapping. */
export const attribute: Attribute = {
  place: 'services',
  key: 'labels',
  forms: [
    ['[a=1, b, c=, "d=x=y"]', { a: '1', b: '', c: '', d: 'x=y' }],
    [
      '{a: 1, b: null, c: true, d: 1.5, e: "1.0", f: ""}',
      { a: '1', b: '', c: 'true', d: '1.5', e: '1.0', f: '' },
    ],
    ['{}', undefined],
    ['[]', undefined],
    ['[a=1, a=2]', { a: '2' }],
    ['["a.b/c=1"]', { 'a.b/c': '1' }],
  ],
  merged: labels.merged,
  templates: [
    ['{a: "${V}"}', { V: 'x y' }, { a: 'x y' }],
    ['["a=${V:-d}"]', {}, { a: 'd' }],
  ],
  refused: labels.refused,
};
